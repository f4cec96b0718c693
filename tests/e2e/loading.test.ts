import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { summarySchema } from '../runner/summary-schema.ts';
import { endless, upsets, upsettingProject } from '../runner/upsetting-claims.ts';
import { claimcheck, readJson } from './claimcheck.ts';

const upsetting = (...names: readonly (keyof typeof upsets)[]): string =>
  upsettingProject(Object.fromEntries(names.map((name) => [name, upsets[name][0]])));

describe('a claim file that upsets the process that imports it', () => {
  it('verify: an error of its own, exit 2, and every other claim has its outcome', async () => {
    const cwd = upsetting('exits', 'repeats', 'throws-later');
    const { exitCode, stdout } = await claimcheck(cwd, ['verify', '--jobs', '1']);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(
      /^✗ claims\/toy-paper\/exits\.claim\.ts ended its process while it was imported .*\n {2}let the file only define/m,
    );
    expect(stdout).toMatch(/^✗ .*repeats\.claim\.ts leaves something running when it is imported/m);
    expect(stdout).toMatch(/^✗ .*throws-later\.claim\.ts throws beside its import: late/m);
    const { claims, errors } = summarySchema.parse(readJson(cwd, 'claimcheck-out', 'summary.json'));
    const ids = (names: readonly string[]): string[] => names.map((name) => `toy-paper/${name}`);
    expect(claims.map(({ id }) => id)).toEqual(ids(['fails', 'finding', 'holds', 'theorem']));
    expect(errors.map(({ id }) => id).sort()).toEqual(ids(['exits', 'repeats', 'throws-later']));
  });

  it('verify of that claim alone, list, and profile: not 0, with file and cause', async () => {
    const cwd = upsetting('exits');
    const commands = [['verify', 'exits'], ['list'], ['profile', 'exits']];
    for (const command of commands) {
      const { exitCode, stdout, stderr } = await claimcheck(cwd, command);
      expect([command, exitCode]).toEqual([command, 2]);
      expect(stdout + stderr).toMatch(
        /exits\.claim\.ts ended its process while it was imported \(exit code 0\)/,
      );
    }
  });

  it('an import without an end is given up', async () => {
    const cwd = upsettingProject(endless);
    const limited = { CLAIMCHECK_IMPORT_SECONDS: '12' };
    const { exitCode, stdout } = await claimcheck(cwd, ['verify', 'holds', 'loops', 'waits'], limited);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/toy-paper\/holds +✓ supported/);
    for (const name of Object.keys(endless)) {
      expect(stdout).toMatch(new RegExp(`^✗ .*${name}\\.claim\\.ts was not imported within 12 s`, 'm'));
    }
  }, 240_000);

  it('cannot pass as a vitest file', async () => {
    const cwd = upsetting('exits', 'throws-later');
    const root = new URL('../..', import.meta.url).pathname;
    const { exitCode, all } = await execa(
      'npx',
      ['vitest', 'run', '--project', 'claims', '--root', root, 'exits', 'throws-later'],
      {
        ...{ reject: false, all: true, cwd: root },
        env: { NO_COLOR: '1', CLAIMCHECK_CLAIMS: join(cwd, 'claims') },
      },
    );
    expect(exitCode).toBe(1);
    expect(all).toMatch(/exits\.claim\.ts ended its process while it was imported \(exit code 0\)/);
    expect(all).toMatch(/late/);
  });
});
