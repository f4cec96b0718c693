import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '#claim';
import { combinedText, combineEvidence, contraryText, type Contribution } from '#report';
import { decisionAt } from '#stats';
import { medianBound } from '../../src/claim/panels.ts';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';
import { toyRun } from './toy-run.ts';

/** Another number for every run. */
const numberOf = (from: string): number =>
  1000 * [...from].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7);

/** A run of the toy claim of which some seeds succeeded, on seeds of its own. */
function runOf(
  from: string,
  successes: number,
  seeds: number,
  changes: Partial<Evidence> = {},
): Contribution {
  const values = Array.from({ length: seeds }, (_, seed) => (seed < successes ? 0.2 + seed / 1000 : 0.05));
  const { panels, controls } = toyEvidence();
  const evidence = toyEvidence({
    ...decisionAt(successes, seeds),
    verdict: 'supported',
    panels: panels.map((panel) => ({ ...panel, values, held: successes })),
    controls: controls.map((control) => ({ ...control, ...decisionAt(0, seeds) })),
    perSeed: values.map((value, seed) => ({
      seed: `${from}${seed}`,
      arms: { treatment: { gain: value, loss: numberOf(from) + seed } },
    })),
    ...changes,
  });
  return { from, evidence, run: toyRun };
}

const controlOf = (successes: number, seeds: number): Evidence['controls'] => [
  { ...toyEvidence().controls[0]!, ...decisionAt(successes, seeds) },
];

describe('combineEvidence', () => {
  it('multiplies e-values: the same as one run on all the seeds', () => {
    const runs = fc.array(
      fc.tuple(fc.nat(32), fc.nat(32)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(runs, (counts) => {
        const combined = combineEvidence(counts.map(([k, n], place) => runOf(`run${place}/`, k, n)));
        const [k, n] = [0, 1].map((index) => counts.reduce((sum, one) => sum + one[index]!, 0));
        const whole = decisionAt(k!, n!);
        expect(combined).toMatchObject({ successes: k, seeds: n });
        expect(combined.log10EvidenceFor).toBeCloseTo(whole.log10EvidenceFor, 8);
        expect(combined.log10EvidenceAgainst).toBeCloseTo(whole.log10EvidenceAgainst, 8);
      }),
    );
  });

  it('decides what no run decides alone', () => {
    const runs = ['a', 'b', 'c'].map((from) =>
      runOf(from, 6, 6, { verdict: 'inconclusive', inconclusive: 'needs-seeds' }),
    );
    const combined = combineEvidence(runs);
    expect(combined.verdict).toBe('supported');
    expect(combined.contrary).toHaveLength(3);
    expect(combined.effect).toMatchObject({ held: 18 });
    expect(combined.effect!.values).toHaveLength(18);
    // One of six could be a chance; of eighteen the second smallest bounds the median.
    expect(combined.effect!.lower).toBeGreaterThan(0.1);
    expect(combinedText(combined)).toMatch(/^supported 18\/18 in 3 runs on one kind of machine · E=/);
    expect(contraryText(combined)).toContain('3 of 3 runs gave another verdict: a (inconclusive)');
  });

  it('supports only what every control fails, over all runs', () => {
    const open = combineEvidence([runOf('a', 8, 8), runOf('b', 8, 8, { controls: controlOf(8, 8) })]);
    expect(open).toMatchObject({ verdict: 'inconclusive', inconclusive: 'control-undecided' });
    const held = { controls: controlOf(8, 8) };
    const specific = combineEvidence([runOf('a', 8, 8, held), runOf('b', 8, 8, held)]);
    expect(specific).toMatchObject({ verdict: 'inconclusive', inconclusive: 'non-specific' });
  });

  it('refutes only where it is shown that the experiment worked', () => {
    const without = combineEvidence([runOf('a', 0, 8), runOf('b', 0, 8)]);
    expect(without).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
    const requires = { ...decisionAt(8, 8), panels: [] };
    const shown = combineEvidence(['a', 'b'].map((from) => runOf(from, 0, 8, { requires })));
    expect(shown.verdict).toBe('refuted');
    const protocol = { fidelity: 'proxy', differences: ['a toy'] } as const;
    const proxy = combineEvidence(['a', 'b'].map((from) => runOf(from, 0, 8, { requires, protocol })));
    expect(combinedText(proxy)).toMatch(/^refuted at this scale 0\/16 in 2 runs/);
    const diverged = runOf('c', 8, 8, { verdict: 'inconclusive', inconclusive: 'unstable' });
    expect(combineEvidence([runOf('a', 8, 8), diverged]).inconclusive).toBe('unstable');
  });

  it('adds up the cases of a property; one that breaks it refutes', () => {
    const cases = (from: string, changes: Partial<Evidence> = {}): Contribution => ({
      ...{ from, run: { ...toyRun, environment: { ...toyRun.environment, cpu: from } } },
      evidence: toyInvariant({ generated: { seed: from.length, runs: 300 }, ...changes }),
    });
    const combined = combineEvidence([cases('a'), cases('bb')]);
    expect(combinedText(combined)).toBe('supported 600/600 cases in 2 runs on 2 kinds of machine');
    expect(combineEvidence([cases('a'), cases('bb', { verdict: 'refuted', successes: 299 })]).verdict).toBe(
      'refuted',
    );
  });

  it('counts a seed once, and runs of one revision and tier alone', () => {
    const [one, same] = [runOf('mine', 8, 8), { ...runOf('mine', 8, 8), from: 'yours' }];
    expect(() => combineEvidence([one, same])).toThrow(
      'toy-paper/holds: seed mine0 stands in mine and in yours',
    );
    const theorem = { from: 'a', evidence: toyInvariant({ generated: { seed: 7, runs: 9 } }), run: toyRun };
    expect(() => combineEvidence([theorem, { ...theorem, from: 'b' }])).toThrow(
      'cases of 7 stands in a and in b',
    );
    expect(() => combineEvidence([one, runOf('b', 8, 8, { revision: 2 })])).toThrow(
      'revision is 1 in mine and 2 in b',
    );
    expect(() => combineEvidence([one, runOf('b', 8, 8, { tier: 'standard' })])).toThrow(
      'tier is "smoke" in mine',
    );
    expect(() => combineEvidence([one, runOf('b', 8, 8, { seedFamily: 'dev' })])).toThrow(
      'development seeds',
    );
    const renamed = same.evidence.perSeed.map((own) => ({ ...own, seed: `new ${own.seed}` }));
    const copied = { ...same, evidence: { ...same.evidence, perSeed: renamed } };
    expect(() => combineEvidence([one, copied])).toThrow('every seed of yours gave what a seed of mine gave');
  });

  it('takes no run that asserts something else, whatever its revision says', () => {
    const [panel] = toyEvidence().panels;
    const [control] = toyEvidence().controls;
    const others: readonly Partial<Evidence>[] = [
      { panels: [{ ...panel!, margin: 0.05 } as typeof panel & object] },
      { panels: [{ ...panel!, rule: 'staysBelow' } as typeof panel & object] },
      { panels: [panel!, panel!] },
      { controls: [control!, { ...control!, name: 'more' }] },
      { controls: [{ ...control!, exchange: { treatment: 'another' } }] },
      { requires: { ...decisionAt(8, 8), panels: [panel!] } },
      { size: { steps: 7 } },
    ];
    for (const changes of others) {
      expect(() => combineEvidence([runOf('a', 8, 8), runOf('b', 8, 8, changes)])).toThrow(
        /^toy-paper\/holds: (panels|controls|requires|size) (is|are) /,
      );
    }
  });

  it('has of one run what that run says', () => {
    const own = runOf('a', 8, 8);
    const values = [0.31, 0.14, 0.25, 0.2, 0.22, 0.19, 0.21, 0.24, 0.3, 0.11];
    const [panel] = own.evidence.panels;
    const lower = medianBound(panel!, values);
    const trained = { ...own, evidence: { ...own.evidence, panels: [{ ...panel!, values, lower }] } };
    expect(combineEvidence([trained]).effect).toMatchObject({ lower, held: 8 });
  });

  it('does not support what runs without numbers leave open, nor runs that are all one', () => {
    const nothing = (control: Evidence['controls'][number]) => ({
      ...{ ...control, ...decisionAt(0, 8) },
      panels: control.panels.map((panel) => ({ ...panel, values: Array<number>(8).fill(NaN) })),
    });
    const open = ['a', 'b', 'c'].map((from) =>
      runOf(from, 7, 8, {
        verdict: 'inconclusive',
        inconclusive: 'budget',
        controls: toyEvidence().controls.map(nothing),
      }),
    );
    expect(combineEvidence(open)).toMatchObject({
      verdict: 'inconclusive',
      inconclusive: 'control-unstable',
    });
    const alike = ['a', 'b'].map((from) => {
      const own = runOf(from, 8, 8);
      const perSeed = own.evidence.perSeed.map(({ seed }) => ({ seed, arms: { treatment: { gain: 1 } } }));
      return { ...own, evidence: { ...own.evidence, perSeed } };
    });
    expect(combineEvidence(alike)).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
  });
});
