import type { Evidence } from '#claim';

/** Evidence of a claim supported by eight of eight seeds, with what a test wants different. */
export function toyEvidence(changes: Partial<Evidence> = {}): Evidence {
  const values = [0.31, 0.14, 0.25, 0.2, 0.22, 0.19, 0.21, 0.24];
  const decision = { seeds: 8, successes: 8, log10EvidenceFor: 2.04218, log10EvidenceAgainst: -5.59176 };
  return {
    schemaVersion: 2,
    id: 'toy-paper/holds',
    paper: 'toy-paper',
    kind: 'empirical',
    revision: 1,
    statement: 'Toys work.',
    source: { at: 'Fig. 1', title: 'On Toys', url: 'https://example.org/toys' },
    tier: 'smoke',
    seedFamily: 'judge',
    seedBase: 0,
    verdict: 'supported',
    reason: 'all 8 seeds exceed the margin',
    expected: 'supported',
    ...decision,
    panels: [
      {
        name: 'gain',
        unit: 'nats',
        rule: 'exceeds',
        margin: 0.1,
        because: 'twice the spread of equal arms',
        values,
        held: 8,
        estimate: 0.215,
        lower: 0.14,
      },
    ],
    controls: [
      {
        name: 'nothing',
        exchange: { treatment: 'placebo' },
        verdict: 'refuted',
        seeds: 8,
        successes: 0,
        log10EvidenceFor: -5.59176,
        log10EvidenceAgainst: 2.04218,
        panels: [{ name: 'gain', values: values.map(() => 0.01), held: 0, estimate: 0.01 }],
      },
    ],
    mutants: [],
    looks: [{ verdict: 'supported', ...decision }],
    perSeed: values.map((value, index) => ({ seed: `seed${index}`, arms: { treatment: { gain: value } } })),
    curves: [],
    steps: 1600,
    ...changes,
  };
}

/** Evidence of a property that held on 300 cases and killed one of two mutants. */
export function toyInvariant(changes: Partial<Evidence> = {}): Evidence {
  return toyEvidence({
    id: 'toy-paper/theorem',
    kind: 'invariant',
    seeds: 300,
    successes: 300,
    panels: [],
    controls: [],
    looks: [],
    perSeed: [],
    steps: 0,
    worstError: 2.5e-7,
    mutants: [
      { name: 'sign', cases: 300, killed: 300, killedShare: 1, required: 0.5 },
      { name: 'factor', cases: 300, killed: 290, killedShare: 290 / 300, required: 0.5 },
    ],
    ...changes,
  });
}
