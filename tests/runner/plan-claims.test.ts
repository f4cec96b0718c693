import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { judge } from '#claim';
import { writeFileAtomic } from '#core';
import { loadClaim, type Plan } from '#runner';
import { discoverClaims } from '#sources';
import type { ClaimEntry } from '../../src/sources/discover-claims.ts';
import { claimKeys } from '../../src/runner/claim-fingerprint.ts';
import { readEvidence, storeEvidence } from '../../src/runner/evidence-store.ts';
import { planClaims, type PlanOptions } from '../../src/runner/plan-claims.ts';
import { ClaimReader } from '../../src/runner/read-claims.ts';
import { toyRun } from '../report/toy-run.ts';
import { toyStored } from './toy-stored.ts';

const root = fileURLToPath(new URL('../../fixtures/claims/toys', import.meta.url));
const broken = fileURLToPath(new URL('../../fixtures/claims/broken', import.meta.url));
const ledger = mkdtempSync(join(tmpdir(), 'claimcheck-ledger-'));
const settings = { tier: 'smoke', family: 'judge', seedBase: 0, engine: 'cpu', ledger } as const;
const entries = discoverClaims(root);

afterAll(() => rmSync(ledger, { recursive: true, force: true }));

function outFolder(): string {
  const out = mkdtempSync(join(tmpdir(), 'claimcheck-plan-'));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  return out;
}

/** Puts evidence of a claim into a folder, current or of other settings. */
async function judgedBefore(
  out: string,
  entry: ClaimEntry,
  wallSeconds: number,
  current: boolean,
): Promise<void> {
  const of = current ? settings : ({ ...settings, tier: 'standard' } as const);
  const { fingerprint } = await claimKeys(entry, root, of);
  if (!current)
    storeEvidence(out, toyStored({ id: entry.id, tier: 'standard' }, { wallSeconds, fingerprint }));
  else {
    const evidence = await judge(await loadClaim(entry), { ...settings, threads: 1 });
    storeEvidence(out, { evidence, run: { ...toyRun, wallSeconds, fingerprint } });
  }
}

const plan = (out: string, changes: Partial<PlanOptions> = {}, of = entries): Promise<Plan> =>
  planClaims(of, { root, out, force: false, settings, tell: () => undefined, ...changes });

const ids = ({ run }: Plan): string[] => run.map(({ entry }) => entry.id.replace('toy-paper/', ''));

describe('planClaims', () => {
  it('never judged claims come first, then the longest', async () => {
    const out = outFolder();
    const [fails, finding, , theorem] = entries;
    await judgedBefore(out, fails!, 3, false);
    await judgedBefore(out, finding!, 300, false);
    await judgedBefore(out, theorem!, 30, false);
    expect(ids(await plan(out))).toEqual(['holds', 'finding', 'theorem', 'fails']);
  });

  it('the longest as published come first, and without that the longest of earlier runs', async () => {
    const out = outFolder();
    const reports = outFolder();
    const claims = [
      { id: 'toy-paper/fails', wallSeconds: 7, seeds: 12 },
      { id: 'toy-paper/theorem', wallSeconds: 40, seeds: 20 },
      { id: 'toy-paper/holds', wallSeconds: 20, seeds: 8 },
    ];
    writeFileAtomic(join(reports, 'smoke', 'summary.json'), JSON.stringify({ claims }));
    await judgedBefore(out, entries[0]!, 300, false);
    await judgedBefore(out, entries[1]!, 30, true);
    const planned = await plan(out, { reports, force: true });
    expect(ids(planned)).toEqual(['theorem', 'finding', 'holds', 'fails']);
    expect(planned.run.map(({ recorded }) => recorded)).toEqual([
      ...[
        { seconds: 40, seeds: 20 },
        { seconds: 30, seeds: 8 },
        { seconds: 20, seeds: 8 },
      ],
      { seconds: 7, seeds: 12 },
    ]);
    // Of another tier than this run's nothing follows.
    expect((await plan(out, {}, [entries[0]!])).run[0]!.recorded).toBeUndefined();
  });

  it('current evidence is reused, with --force it is not', async () => {
    const out = outFolder();
    await judgedBefore(out, entries[0]!, 3, true);
    await judgedBefore(out, entries[1]!, 3, false);
    const planned = await plan(out, {}, entries.slice(0, 2));
    expect(planned.reuse.map(({ evidence }) => evidence.id)).toEqual(['toy-paper/fails']);
    expect(planned.run.map(({ reasons }) => reasons)).toEqual([['tier was standard, now smoke']]);
    const forced = await plan(out, { force: true }, entries.slice(0, 2));
    expect(forced.reuse).toEqual([]);
    expect(forced.run.map(({ reasons }) => reasons)).toEqual([['--force'], ['tier was standard, now smoke']]);
  });

  it('asks once whether evidence follows from its claim, and again when it is another', async () => {
    const out = outFolder();
    const [entry] = entries;
    const own = { settings: { ...settings, ledger: join(out, 'ledger') } };
    const asked = vi.spyOn(ClaimReader.prototype, 'answers');
    onTestFinished(() => asked.mockRestore());
    await judgedBefore(out, entry!, 3, true);
    for (const questions of [1, 0]) {
      expect((await plan(out, own, [entry!])).reuse).toHaveLength(1);
      expect(asked.mock.lastCall![0]).toHaveLength(questions);
    }
    const { evidence, run } = readEvidence(out, entry!.id);
    storeEvidence(out, { evidence: { ...evidence, statement: 'Something else.' }, run });
    const planned = await plan(out, own, [entry!]);
    expect(planned.run.map(({ reasons }) => reasons)).toEqual([['its evidence was edited']]);
  });

  it('a refused definition does not lose the others', async () => {
    const planned = await plan(outFolder(), { root: broken }, discoverClaims(broken));
    expect(ids(planned)).toEqual(['holds']);
    expect(planned.refused.map(({ id }) => id)).toEqual([
      'toy-paper/no-claim',
      'toy-paper/no-margin',
      'toy-paper/other-id',
    ]);
  });

  it('claims without the tier are left out, unless none is left', async () => {
    const paper = { settings: { ...settings, tier: 'paper' } as const };
    const planned = await plan(outFolder(), paper);
    expect(ids(planned)).toEqual(['theorem']);
    expect(planned.without).toHaveLength(3);
    await expect(plan(outFolder(), paper, entries.slice(0, 3))).rejects.toThrow(
      'none of the chosen claims has a tier "paper"',
    );
  });
});
