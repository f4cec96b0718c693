import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { judge, type Evidence } from '#claim';
import { openLedger } from '#ledger';
import { loadClaim } from '#runner';
import { discoverClaims } from '#sources';
import { problemsWithClaim } from '../../src/runner/check-with-claims.ts';
import { toys } from '../cli/run-main.ts';

const entry = discoverClaims(toys).find(({ id }) => id === 'toy-paper/holds')!;
const claim = await loadClaim(entry);
const settings = { tier: 'smoke', seedBase: 0, engine: 'cpu', threads: 1 } as const;
const evidence = await judge(claim, settings);
const paths = (changes: Partial<Evidence>, unchanged: boolean): string[] =>
  problemsWithClaim({ entry, evidence: { ...evidence, ...changes }, unchanged }, claim).map(
    ({ path }) => path,
  );

describe('problemsWithClaim', () => {
  it('holds every word against sources that have not changed', () => {
    expect(paths({}, true)).toEqual([]);
    expect(paths({ statement: 'More.' }, true)).toEqual(['statement']);
    expect(paths({ revision: 2 }, true)).toEqual(['revision']);
  });

  it('of sources that have changed, leaves wording aside and what is of an earlier revision', () => {
    expect(paths({ statement: 'More.', expected: 'refuted' }, false)).toEqual([]);
    expect(paths({ protocol: { fidelity: 'proxy', differences: ['a toy'] } }, false)).toEqual([]);
    expect(paths({ settings: { with: { rate: 3 } } }, false)).toEqual([]);
    const { size, ...before } = evidence;
    expect(size).toBeDefined();
    const older = { entry, evidence: before, unchanged: false };
    expect(problemsWithClaim(older, claim)).toEqual([]);
    expect(paths({ size: { ...size, samples: 3 } }, false)).toEqual(['size.samples']);
    expect(paths({ revision: 0, panels: [] }, false)).toEqual([]);
    expect(paths({ panels: [{ ...evidence.panels[0]!, margin: 0.1 } as never] }, false)).toEqual([
      'panels[0].margin',
    ]);
    expect(paths({ verdict: 'refuted' }, false)).toEqual(['verdict']);
  });

  it.each([true, false])('refuses a revision that the claim has not reached, unchanged: %s', (unchanged) => {
    expect(paths({ revision: 99 }, unchanged)).toEqual(['revision']);
  });

  it('holds measures against the batches that the ledger still has', async () => {
    const ledger = mkdtempSync(join(tmpdir(), 'claimcheck-batches-'));
    onTestFinished(() => rmSync(ledger, { recursive: true, force: true }));
    const batches = { engine: 'cpu', salt: 'code', ledger };
    const check = { entry, evidence: { ...evidence, steps: 1 }, unchanged: true, batches };
    expect(problemsWithClaim(check, claim)).toEqual([]);
    await judge(claim, { ...settings, salt: 'code', results: openLedger(ledger).results });
    expect(problemsWithClaim(check, claim)).toEqual([{ path: 'steps', stored: 1, derived: evidence.steps }]);
  });
});
