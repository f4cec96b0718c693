import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Evidence } from '#claim';
import { badgePath, evidencePath, publishEvidence, readEvidence, summarySchema } from '#runner';
import { storeEvidence } from '../../src/runner/evidence-store.ts';
import { toys } from '../cli/run-main.ts';
import { toyEvidence } from '../report/toy-evidence.ts';
import { toyRun } from '../report/toy-run.ts';

const xs = Array.from({ length: 200 }, (_, index) => index);
const curves = [
  {
    ...{ arm: 'pushed', series: 'height', label: 'height (m)', scale: 'linear' as const },
    lines: ['a', 'b', 'c', 'd'].map((seed) => ({ seed, x: xs, y: xs })),
  },
];

function folders() {
  const root = mkdtempSync(join(tmpdir(), 'claimcheck-publish-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [out, reports] = [join(root, 'out'), join(root, 'reports')];
  const store = (folder: string, changes: Partial<Evidence>, engine = 'cpu'): void => {
    const run = { ...toyRun, environment: { ...toyRun.environment, engine } };
    storeEvidence(folder, { evidence: toyEvidence({ curves, ...changes }), run });
  };
  return { out, reports, store, publish: () => publishEvidence({ claims: toys, out, reports }) };
}

describe('publishEvidence', () => {
  it('all but the curves is as it was verified', async () => {
    const { out, reports, store, publish } = folders();
    store(out, { tier: 'standard' });
    const { folder, ids } = await publish();
    expect([folder, ids]).toEqual([reports, ['toy-paper/holds']]);
    const [before, after] = [out, reports].map((from) => readEvidence(from, 'toy-paper/holds'));
    expect(after).toEqual({ ...before, evidence: { ...before!.evidence, curves: after!.evidence.curves } });
    expect(after!.evidence.curves[0]!.lines).toHaveLength(3);
    expect(existsSync(badgePath(reports, 'toy-paper/holds', 'svg'))).toBe(true);
    expect(readFileSync(join(reports, 'verdicts.svg'), 'utf8')).toContain('toy-paper/holds');
  });

  it('another tier does not touch the standard one', async () => {
    const { out, reports, store, publish } = folders();
    store(reports, { tier: 'standard' });
    const before = readFileSync(evidencePath(reports, 'toy-paper/holds'));
    store(out, { tier: 'smoke' });
    expect((await publish()).folder).toBe(join(reports, 'smoke'));
    expect(readFileSync(evidencePath(reports, 'toy-paper/holds'))).toEqual(before);
    expect(readEvidence(join(reports, 'smoke'), 'toy-paper/holds').evidence.tier).toBe('smoke');
  });

  it('what was published of other claims stays, of claims that are no more goes', async () => {
    const { out, reports, store, publish } = folders();
    store(reports, { tier: 'standard', id: 'toy-paper/fails' });
    store(reports, { tier: 'standard', id: 'toy-paper/gone' });
    store(out, { tier: 'standard' });
    await publish();
    const summary = summarySchema.parse(JSON.parse(readFileSync(join(reports, 'summary.json'), 'utf8')));
    expect(summary.claims.map(({ id }) => id)).toEqual(['toy-paper/fails', 'toy-paper/holds']);
    expect(summary).toMatchObject({ tier: 'standard', seedFamily: 'judge', engine: 'cpu' });
    expect(existsSync(evidencePath(reports, 'toy-paper/gone'))).toBe(false);
    expect(existsSync(badgePath(reports, 'toy-paper/gone', 'json'))).toBe(false);
  });

  it('nothing, development seeds, or two kinds of evidence: refused before anything is written', async () => {
    const nothing = folders();
    await expect(nothing.publish()).rejects.toThrow(/there is no evidence in/);
    const dev = folders();
    dev.store(dev.out, { seedFamily: 'dev' });
    await expect(dev.publish()).rejects.toThrow(/is evidence of development seeds/);
    const mixed = folders();
    mixed.store(mixed.out, {});
    mixed.store(mixed.out, { id: 'toy-paper/fails' }, 'reference');
    await expect(mixed.publish()).rejects.toThrow(
      /toy-paper\/fails is of .* engine reference; toy-paper\/holds is of .* engine cpu/,
    );
    for (const { reports } of [nothing, dev, mixed]) expect(existsSync(reports)).toBe(false);
  });
});
