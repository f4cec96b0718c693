import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the vitest project `claims` on the toy claims. */
const vitest = (filters: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  execa('npx', ['vitest', 'run', '--project', 'claims', ...filters], {
    reject: false,
    all: true,
    cwd: root,
    env: { NO_COLOR: '1', CLAIMCHECK_CLAIMS: 'fixtures/claims/toys', ...env },
  });

describe('claims as vitest files', () => {
  it('each claim is a test, which fails with what was found when the verdict is not the expected one', async () => {
    const { exitCode, all } = await vitest([]);
    expect(exitCode).toBe(1);
    expect(all).toMatch(/Tests +1 failed \| 3 passed/);
    expect(all).toMatch(
      /FAIL .*fails\.claim\.ts > toy-paper\/fails\n.*toy-paper\/fails is refuted, expected supported: 0 of 8 seeds exceed 0\.2 m/,
    );
    // What a run of claims leaves is in the ledger of the folder, which git ignores.
    expect(existsSync(new URL('../../.claimcheck/ledger/results', import.meta.url))).toBe(true);
  });

  it('a filter, the tier and the seed base are given from outside', async () => {
    const standard = await vitest(['holds'], { CLAIMCHECK_TIER: 'standard', CLAIMCHECK_SEED_BASE: '3' });
    expect([standard.exitCode, standard.all]).toEqual([
      0,
      expect.stringMatching(/Tests +1 passed/) as string,
    ]);
    const unknown = await vitest(['holds'], { CLAIMCHECK_TIER: 'huge' });
    expect(unknown.exitCode).toBe(1);
    expect(unknown.all).toContain('CLAIMCHECK_TIER is "huge", choose one of smoke, standard, paper');
  });
});
