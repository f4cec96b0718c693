import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { enterFolder, runMain, toys } from './run-main.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A project that another manifest makes one of CommonJS, with the toys for claims, in which the test is. */
function enterProjectOf(manifest: object): void {
  const folder = enterFolder();
  writeFileSync('package.json', JSON.stringify(manifest));
  mkdirSync('node_modules');
  symlinkSync(root, join('node_modules', 'claimcheck'), 'dir');
  for (const name of ['fast-check', '@tensorflow']) {
    symlinkSync(join(root, 'node_modules', name), join('node_modules', name), 'dir');
  }
  cpSync(toys, join(folder, 'claims'), { recursive: true });
}

describe.each([
  ['without a type', { name: 'mine', private: true }],
  ['of type commonjs', { name: 'mine', type: 'commonjs' }],
])('a project %s', (_, manifest) => {
  it('has claims that are listed, linted and judged as in any other', { timeout: 240_000 }, async () => {
    enterProjectOf(manifest);
    expect(await runMain('list')).toMatchObject({ code: 0, stderr: '' });
    expect(await runMain('lint')).toMatchObject({ code: 0, stdout: '4 claims, no problem\n' });
    const { code, stdout } = await runMain('verify', 'holds', 'theorem', '--engine', 'reference');
    expect(stdout).toMatch(/toy-paper\/holds +✓ supported/);
    expect(code).toBe(0);
  });
});
