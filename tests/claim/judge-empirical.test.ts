import { describe, expect, it } from 'vitest';
import { judge } from '#claim';
import type { ClaimProgress } from '#claim';
import { definition, judgeSeeds, options, scores, scripted, trajectory } from './scripted.ts';
import type { Calls } from './scripted.ts';

const alternating = Array.from({ length: 32 }, (_, index) => (index % 2 === 0 ? 2 : 0));

describe('verdicts', () => {
  it('supports at the first look when all 8 seeds show the effect and the control shows none', async () => {
    const evidence = await judge(scripted({ effect: [2] }), options);
    expect(evidence).toMatchObject({
      verdict: 'supported',
      reason: '8 of 8 seeds exceed 1 points; 1 control refuted',
      seeds: 8,
      successes: 8,
      seedFamily: 'judge',
      expected: 'supported',
      controls: [{ name: 'no treatment', exchange: { with: 'sham' }, verdict: 'refuted', successes: 0 }],
    });
    expect(evidence.inconclusive).toBeUndefined();
    expect(10 ** evidence.log10EvidenceFor).toBeCloseTo(110.19960576, 8);
    expect(evidence.perSeed.map(({ seed }) => seed)).toEqual(judgeSeeds.slice(0, 8));
    expect(evidence.steps).toBe(8 * 3 * 10);
  });

  it('refutes at the first look when no seed shows the effect', async () => {
    const evidence = await judge(scripted({ effect: [0] }), options);
    expect(evidence).toMatchObject({ verdict: 'refuted', seeds: 8, successes: 0 });
    expect(evidence.reason).toBe(
      '0 of 8 seeds exceed 1 points; an effect of this size is not what most seeds show',
    );
    expect(10 ** evidence.log10EvidenceAgainst).toBeCloseTo(110.19960576, 8);
  });

  it('takes more seeds when one of 8 failed, and supports at 12', async () => {
    const evidence = await judge(scripted({ effect: [0, ...scores(31)] }), options);
    expect(evidence).toMatchObject({ verdict: 'supported', seeds: 12, successes: 11 });
    expect(evidence.looks.map(({ seeds, verdict }) => `${seeds} ${verdict}`)).toEqual([
      '8 undecided',
      '12 supported',
    ]);
  });

  it('budget: neither side wins within the seeds of the tier', async () => {
    const evidence = await judge(scripted({ effect: alternating }), options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'budget', seeds: 32 });
    expect(evidence.reason).toBe(
      '16 of 32 seeds exceed 1 points; evidence reached the threshold on neither side within 32 seeds',
    );
  });

  it('budget: a smaller tier stops at its own last look', async () => {
    const calls: Calls = [];
    const tiers = { smoke: { seeds: 12 }, standard: {} };
    const evidence = await judge(scripted({ effect: alternating }, { tiers }, calls), options);
    expect(evidence).toMatchObject({ inconclusive: 'budget', seeds: 12 });
    expect(calls.at(-1)).toEqual({ arm: 'sham', from: 8, to: 12 });
  });

  it.each([
    [5, scores(5), '5 of 5 seeds exceed 1 points; consistent, but no verdict rests on fewer than 8 seeds'],
    [3, [2, 0, 2], '2 of 3 seeds exceed 1 points; no verdict rests on fewer than 8 seeds'],
    [1, [2], '1 of 1 seed exceed 1 points; consistent, but no verdict rests on fewer than 8 seeds'],
  ])('needs-seeds: %i seeds are reported, not decided', async (seeds, effect, reason) => {
    const tiers = { smoke: { seeds }, standard: {} };
    const evidence = await judge(scripted({ effect }, { tiers }), options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'needs-seeds', reason, seeds });
    expect(evidence.panels[0]!.lower).toBe(-Infinity);
  });

  it('non-specific: the control satisfies the rule too', async () => {
    const evidence = await judge(scripted({ effect: [2], sham: [3] }), options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'non-specific', seeds: 8 });
    expect(evidence.reason).toContain('the same rule holds for the control "no treatment" (8 of 8 seeds)');
    expect(evidence.controls[0]!.panels[0]!.values).toEqual(Array(8).fill(3));
  });

  it('control-undecided: the treatment waits for its control until the budget is used', async () => {
    const evidence = await judge(scripted({ effect: [2], sham: alternating }), options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'control-undecided', seeds: 8 });
    expect(evidence.perSeed).toHaveLength(32);
    expect(evidence.reason).toContain(
      'undecided after 32 seeds is the control "no treatment" (16 of 32 seeds)',
    );
  });

  it('unstable: more than a quarter of the runs gave no finite number', async () => {
    const effect = alternating.map((score) => (score === 0 ? NaN : score));
    const evidence = await judge(scripted({ effect }), options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'unstable', successes: 16 });
    expect(evidence.reason).toContain('(16 of 32 gave no finite number)');
  });

  it('unstable: runs that all diverged do not refute the paper', async () => {
    const evidence = await judge(scripted({ effect: [Infinity] }), options);
    expect(evidence).toMatchObject({
      verdict: 'inconclusive',
      inconclusive: 'unstable',
      seeds: 8,
      successes: 0,
    });
  });

  it('refutes with a quarter of the runs diverged: NaN is a failure', async () => {
    const evidence = await judge(scripted({ effect: [NaN, NaN, 0] }), options);
    expect(evidence).toMatchObject({ verdict: 'refuted', seeds: 8 });
    expect(evidence.reason).toContain('(2 of 8 gave no finite number)');
  });

  it('control-unstable: a control that is refuted by numbers that are not finite', async () => {
    const evidence = await judge(scripted({ effect: [2], sham: [NaN] }), options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'control-unstable', seeds: 8 });
    const some = [NaN, NaN, 0];
    expect((await judge(scripted({ effect: [2], sham: some }), options)).verdict).toBe('supported');
  });

  it('control-unstable: by any panel, on more than a quarter of the seeds, where no finite number refutes', async () => {
    const { effect } = definition({ effect: [2] });
    const of: typeof effect.of = (arms) => (Math.abs(arms.with.score! - 2) < 0.5 ? 2 : NaN);
    const also = [{ ...effect, name: 'near 2', of }] as const;
    const outcomeWith = async (sham: readonly number[]) => {
      const { verdict, inconclusive } = await judge(scripted({ effect: [2], sham }, { also }), options);
      return inconclusive ?? verdict;
    };
    expect(await outcomeWith([3])).toBe('control-unstable');
    expect(await outcomeWith([3, 3, 3, 0])).toBe('control-unstable');
    expect(await outcomeWith([3, 3, 0])).toBe('supported');
    expect(await outcomeWith([0])).toBe('supported');
  });

  it('keeps every panel of a control, and how often each held', async () => {
    const { effect } = definition({ effect: [2] });
    const also = [{ ...effect, name: 'floor', rule: 'exceeds' as const, margin: 1.5 }];
    const { controls } = await judge(scripted({ effect: [2], sham: [1.2] }, { also }), options);
    expect(controls[0]!.panels).toMatchObject([
      { name: 'gain', held: 8, estimate: 1.2 },
      { name: 'floor', held: 0, values: Array(8).fill(1.2) },
    ]);
  });

  it('ties with the margin are failures', async () => {
    expect((await judge(scripted({ effect: [1] }), options)).verdict).toBe('refuted');
  });
});

describe('hypotheses', () => {
  const sham = { replace: 'with', with: 'sham' } as const;
  const both = [sham, { replace: 'without', with: 'with' }] as const;

  it('keeps a decision that later seeds would take back, while a control is still open', async () => {
    // The treatment crosses at 8 and sinks below the threshold; the control needs 12 seeds.
    const effect = [...scores(8), ...scores(0, 24)];
    const sham = [2, ...scores(0, 31)];
    const evidence = await judge(scripted({ effect, sham }), options);
    expect(evidence).toMatchObject({ verdict: 'supported', seeds: 8, successes: 8 });
    expect(evidence.looks).toMatchObject([
      { seeds: 8, successes: 8, verdict: 'supported' },
      { seeds: 12, successes: 8, verdict: 'supported' },
    ]);
    expect(evidence.looks[1]!.log10EvidenceFor).toBeLessThan(2);
    expect(evidence.controls[0]).toMatchObject({ verdict: 'refuted', seeds: 12, successes: 1 });
  });

  it('every control must be refuted: one that holds is enough to spoil support', async () => {
    const controls = { weak: both, strong: sham } as const;
    const evidence = await judge(scripted({ effect: [2], sham: [2] }, { controls }), options);
    expect(evidence.inconclusive).toBe('non-specific');
    expect(evidence.controls.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      'weak refuted',
      'strong supported',
    ]);
  });

  it('every control must be refuted: one that is still open holds support back', async () => {
    const controls = { dead: both, open: sham } as const;
    const evidence = await judge(scripted({ effect: [2], sham: alternating }, { controls }), options);
    expect(evidence).toMatchObject({ inconclusive: 'control-undecided', seeds: 8 });
    expect(evidence.controls.map(({ name, seeds, verdict }) => `${name} ${seeds} ${verdict}`)).toEqual([
      'dead 8 refuted',
      'open 32 undecided',
    ]);
  });

  it('a control that holds does not end a trial whose treatment may still be refuted', async () => {
    const evidence = await judge(scripted({ effect: [2, ...scores(0, 31)], sham: [2] }), options);
    expect(evidence).toMatchObject({ verdict: 'refuted', seeds: 12 });
  });

  it('a seed succeeds only when every panel does', async () => {
    const base = definition({ effect: [2] });
    const also = [{ ...base.effect, name: 'ceiling', rule: 'staysBelow' as const, margin: 2 }];
    const evidence = await judge(scripted({ effect: [2] }, { also }), options);
    expect(evidence.verdict).toBe('refuted');
    expect(evidence.reason).toBe(
      '0 of 8 seeds exceed 1 points and satisfy 1 further panel ("gain" on 8, "ceiling" on 0); ' +
        'what most seeds do not show is "ceiling" (held on 0 of 8)',
    );
    expect(evidence.panels.map(({ name, estimate }) => [name, estimate])).toEqual([
      ['gain', 2],
      ['ceiling', 2],
    ]);
  });

  it.each([
    [{ rule: 'staysBelow', margin: 3 }, '8 of 8 seeds stay below 3 points'],
    [{ rule: 'staysWithin', margin: 2 }, '8 of 8 seeds stay within ±2 points'],
    [{ rule: 'between', margin: [1, 3] }, '8 of 8 seeds are between 1 and 3 points'],
    [{ rule: 'exceeds', margin: 1, unit: '1' }, '8 of 8 seeds exceed 1'],
  ] as const)('says the rule as a sentence: %j', async (rule, sentence) => {
    const { name, unit, because, of } = definition({ effect: [2] }).effect;
    const effect = { name, unit, because, of, ...rule };
    const evidence = await judge(scripted({ effect: [2], sham: [9] }, { effect }), options);
    expect(evidence.reason.split(';')[0]).toBe(sentence);
    expect(evidence.panels[0]).toMatchObject({ rule: rule.rule, margin: rule.margin, estimate: 2 });
  });

  it('arms may be exchanged for one another at once', async () => {
    const controls = { moved: both } as const;
    const evidence = await judge(scripted({ effect: [2], sham: [5] }, { controls }), options);
    expect(evidence.controls[0]!.panels[0]!.values).toEqual(Array(8).fill(3));
  });
});

describe('machinery', () => {
  it('says which tiers there are', async () => {
    await expect(judge(scripted({ effect: [2] }), { ...options, tier: 'paper' })).rejects.toThrow(
      'claim toy-paper/scores-rise has no tier "paper"',
    );
  });

  it('keeps curves of the first 8 seeds of each arm, and only of series that the arm has', async () => {
    const base = definition({ effect: alternating });
    const silent = async (run: { seeds: readonly string[] }) =>
      run.seeds.map(() => ({ ...trajectory(0), series: {} }));
    const arms = { ...base.arms, sham: silent };
    const evidence = await judge(scripted({ effect: alternating }, { arms }), options);
    expect(evidence.perSeed).toHaveLength(32);
    expect(evidence.curves.map(({ arm, lines }) => [arm, lines.length])).toEqual([
      ['with', 8],
      ['without', 8],
    ]);
    expect(evidence.curves[0]!.lines[0]).toEqual({ seed: judgeSeeds[0], x: [0, 1, 2], y: [2, 1, 0] });
  });

  it('tells progress with the place of the arm and the seeds that were looked at', async () => {
    const base = definition({ effect: [0, ...scores(31)] });
    const told: ClaimProgress[] = [];
    const arms = {
      ...base.arms,
      without: async (run: Parameters<typeof base.arms.without>[0], size: object) => {
        run.onProgress?.({ step: 5, steps: 10, replicas: run.seeds.length });
        return base.arms.without(run, size);
      },
    };
    const claim = scripted({ effect: [0, ...scores(31)] }, { arms: { ...arms } });
    await judge(claim, { ...options, onProgress: (progress) => told.push(progress) });
    const common = { id: claim.id, arm: 'without', armIndex: 1, arms: 3, maxSeeds: 32, step: 5, steps: 10 };
    expect(told).toEqual([
      { ...common, seeds: 0, replicas: 8 },
      { ...common, seeds: 8, replicas: 4 },
    ]);
  });
});
