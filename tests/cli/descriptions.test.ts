import { describe, expect, it } from 'vitest';
import type { CommandDef } from 'citty';
import { descriptions } from '../../src/cli/descriptions.ts';
import { enterFolder, runMain } from './run-main.ts';

describe('claimcheck --help', () => {
  it('names every command that there is', async () => {
    enterFolder();
    const { code, stdout } = await runMain('--help');
    expect(code).toBe(0);
    const shown = [...stdout.matchAll(/^ +([a-z]+)  +(\S.*)$/gm)].map(([, name, text]) => [name, text]);
    expect(Object.fromEntries(shown)).toMatchObject(descriptions);
  });

  it.each(Object.entries(descriptions))('says of %s what it says of itself', async (name, description) => {
    const module = (await import(`../../src/cli/${name}.ts`)) as Record<string, CommandDef>;
    const metas = Object.values(module).map(({ meta }) => meta);
    expect(metas).toContainEqual({ name, description });
    expect((await runMain(name, '--help')).stdout).toContain(`claimcheck ${name}`);
  });

  it('describes every command that can be called', async () => {
    const { stderr } = await runMain('no-such-command-at-all');
    expect(stderr).toContain(`the commands are ${Object.keys(descriptions).join(', ')}\n`);
  });
});
