import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enterFolder, runMain } from './run-main.ts';

/** A project whose ledger holds a result that was used so many days ago. */
function ledgerOf(...days: readonly number[]): string[] {
  const folder = enterFolder();
  return days.map((ago, index) => {
    const path = join(folder, '.claimcheck', 'ledger', 'results', 'aa', `${String(index).repeat(64)}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'x'.repeat(500_000));
    const used = new Date(Date.now() - ago * 24 * 60 * 60 * 1000);
    utimesSync(path, used, used);
    return path;
  });
}

describe('claimcheck clean', () => {
  it('removes what was not used for 30 days, and says how much', async () => {
    const [old, recent] = ledgerOf(31, 29);
    const dry = await runMain('clean', '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.stdout).toMatch(/^would remove 1 file \(0\.5 MB\)/);
    expect(existsSync(old!)).toBe(true);
    const { code, stdout } = await runMain('clean');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^removed 1 file \(0\.5 MB\) .* kept 1 file \(0\.5 MB\)$/m);
    expect([old, recent].map((path) => existsSync(path!))).toEqual([false, true]);
  });

  it.each([
    [
      ['--days', '0'],
      [false, false],
    ],
    [
      ['--megabytes', '0.6'],
      [false, true],
    ],
  ])('%j', async (args, expected) => {
    const paths = ledgerOf(2, 1);
    expect((await runMain('clean', ...args)).code).toBe(0);
    expect(paths.map((path) => existsSync(path))).toEqual(expected);
  });

  it.each(['--days', '--megabytes'])('%s must be a number', async (option) => {
    ledgerOf();
    const { code, stderr } = await runMain('clean', option, 'many');
    expect(code).toBe(2);
    expect(stderr).toContain(`${option} must be a number that is 0 or more, got "many"`);
  });
});
