import { describe, expect, it } from 'vitest';
import type { Evidence } from '#claim';
import { summarySchema } from './summary-schema.ts';
import { buildSummary } from '../../src/runner/summary.ts';
import { toyEvidence, toyInvariant } from '../report/toy-evidence.ts';
import { toyRun } from '../report/toy-run.ts';

const summaryOf = (...evidences: readonly Evidence[]): ReturnType<typeof buildSummary> =>
  buildSummary({
    tier: 'smoke',
    family: 'judge',
    engine: 'cpu',
    seedBase: 0,
    environment: toyRun.environment,
    claims: evidences.map((evidence) => ({ evidence, run: toyRun, stale: false })),
    errors: [{ id: 'toy-paper/dies', message: 'out of memory' }],
  });

describe('buildSummary', () => {
  it('is what the schema says, and survives JSON', () => {
    const summary = summaryOf(toyInvariant(), toyEvidence());
    expect(summarySchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
    expect(summary.claims.map(({ id }) => id)).toEqual(['toy-paper/holds', 'toy-paper/theorem']);
    expect(summary.claims[0]).toMatchObject({
      effect: { estimate: 0.215, lower: 0.14, margin: 0.1, unit: 'nats' },
      control: { verdict: 'refuted' },
      wallSeconds: 12.3,
    });
    expect(summary.claims[0]!.evidenceFor).toBeCloseTo(110.2, 1);
    expect(summary.claims[1]).toMatchObject({ effect: null, control: { verdict: 'refuted' } });
  });

  it('no bound, no estimate and huge evidence are still JSON numbers or null', () => {
    const panel = { ...toyEvidence().panels[0]!, estimate: NaN, lower: -Infinity };
    const summary = summaryOf(
      toyEvidence({ panels: [panel], log10EvidenceFor: 400, log10EvidenceAgainst: -400 }),
    );
    expect(summarySchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
    expect(summary.claims[0]).toMatchObject({ evidenceFor: 1e300, evidenceAgainst: 0 });
    expect(summary.claims[0]!.effect).toMatchObject({ estimate: null, lower: null });
  });

  it('no claim at all', () => {
    const summary = summaryOf();
    expect(summarySchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
    expect(summary.suite).toMatchObject({ supported: 0, fdr: { tested: 0, selected: [] } });
  });

  it('counts verdicts and errors', () => {
    const refuted = toyEvidence({ id: 'toy-paper/fails', verdict: 'refuted', log10EvidenceFor: -5 });
    const summary = summaryOf(toyEvidence(), refuted);
    expect(summary.suite).toMatchObject({ supported: 1, refuted: 1, inconclusive: 0, fdr: { tested: 2 } });
    expect(summary.errors).toEqual([{ id: 'toy-paper/dies', message: 'out of memory' }]);
  });
});
