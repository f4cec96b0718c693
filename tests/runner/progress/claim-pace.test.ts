import { describe, expect, it } from 'vitest';
import type { ClaimProgress } from '#claim';
import { ClaimPace, type PaceOptions } from '../../../src/runner/progress/claim-pace.ts';

const progress = (changes: Partial<ClaimProgress> = {}): ClaimProgress => ({
  ...{ id: 'toy-paper/holds', arm: 'pushed', armIndex: 0, arms: 2, seeds: 0, maxSeeds: 16 },
  ...{ step: 100, steps: 400, replicas: 8 },
  ...changes,
});
const still = { arm: 'still', armIndex: 1 };

/** The pace of a claim that began at 0, after reports at some seconds with what was trained. */
function paceOf(
  reports: readonly (readonly [second: number, changes: Partial<ClaimProgress>, trained?: number])[],
  options: Partial<PaceOptions> = {},
): ClaimPace {
  const pace = new ClaimPace({ kind: 'empirical', start: 0, ...options });
  for (const [second, changes, trained = 0] of reports)
    pace.report(progress(changes), trained, 1000 * second);
  return pace;
}

describe('the time that a claim has left', () => {
  it('is that of the arms until the next look, by its own pace', () => {
    const half = paceOf([[5, { step: 0 }], [25, { step: 400 }]]); // prettier-ignore
    expect(half.left(25_000, 1)).toBe(20);
    expect(half.left(30_000, 1)).toBe(15);
    expect(half.left(99_000, 1)).toBe(0);
    const later = paceOf([[5, { step: 0 }], [25, { step: 400 }], [45, { ...still, step: 400 }], [55, { seeds: 8, step: 400 }]]); // prettier-ignore
    // Of the eight seeds to the first look in 40 s, and the next is at twelve.
    expect(later.left(55_000, 1)).toBeCloseTo(10);
  });

  it('is as published before it shows a pace of its own, and less so the further it is', () => {
    const recorded = { seconds: 100, seeds: 8 };
    expect(paceOf([], { recorded }).left(10_000, 1)).toBe(90);
    expect(paceOf([], { recorded }).left(10_000, 3)).toBe(290);
    expect(paceOf([], { recorded }).left(150_000, 1)).toBe(0);
    // A quarter of it is done in 10 s: three times as fast as published.
    const reports = [[0, { step: 0 }], [10, { step: 200 }]] as const; // prettier-ignore
    expect(paceOf(reports, { recorded }).left(10_000, 1)).toBeCloseTo(0.25 * 30 + 0.75 * 90);
    const all = [...reports, [39, { ...still, step: 390 }]] as const;
    expect(paceOf(all, { recorded }).left(39_000, 1)).toBeLessThan(3);
  });

  it('reaches to the seeds that decided it when it was published', () => {
    const reports = [[0, { step: 0 }], [10, { step: 400 }]] as const; // prettier-ignore
    const left = (seeds: number) => paceOf(reports, { recorded: { seconds: 0, seeds } }).left(10_000, 1);
    // A quarter of the way counts for a quarter beside the published time, which is nothing.
    expect(left(16)).toBeCloseTo(0.25 * 30);
    expect(left(8)).toBeCloseTo(0.5 * 10);
    expect(left(4)).toBe(left(8));
  });

  it('counts scans that follow each other in an arm, as many as the arms before had', () => {
    const first = [[0, { step: 0 }], [10, { step: 400 }], [10.1, { step: 4 }], [20, { step: 400 }]] as const; // prettier-ignore
    const second = [
      [20.1, { ...still, step: 4 }],
      [30, { ...still, step: 400 }],
    ] as const;
    expect(paceOf([...first, ...second]).left(30_000, 1)).toBeCloseTo(10);
  });

  it('takes nothing back when an arm begins another scan', () => {
    const pace = paceOf([[0, { step: 0 }], [10, { step: 400 }], [11, { step: 40 }]]); // prettier-ignore
    // Half of it in 11 s, as it seems until there are more reports.
    expect(pace.left(11_000, 1)).toBeCloseTo(11);
  });

  it('of what goes on from an earlier run is the share that is left', () => {
    const recorded = { seconds: 100, seeds: 16 };
    const pace = paceOf([[5, { seeds: 8, armIndex: 1, arm: 'still', step: 0 }]], { recorded });
    expect(pace.left(5000, 1)).toBeCloseTo(100 * (1 - 10 / 16));
    expect(pace.compared(5000, true)).toEqual({ here: 0, published: 0 });
  });

  it('of an invariant is that of its property and its mutants', () => {
    const cases = { arms: 2, maxSeeds: 300, steps: 300, replicas: 1 };
    const reports = [
      [0, { ...cases, arm: 'property', step: 0 }],
      [6, { ...cases, arm: 'property', step: 150 }],
      [12, { ...cases, arm: 'sign', armIndex: 1, seeds: 300, step: 0 }],
    ] as const;
    expect(paceOf(reports, { kind: 'invariant' }).left(12_000, 1)).toBeCloseTo(12);
  });

  it('is unknown where nothing tells: no division by zero', () => {
    expect(paceOf([]).left(1000, 1)).toBeUndefined();
    expect(paceOf([[1, {}]]).left(1000, 1)).toBeUndefined();
    expect(paceOf([[1, { step: 0, steps: 0 }], [2, { step: 0, steps: 0 }]]).left(2000, 1)).toBeUndefined(); // prettier-ignore
  });
});

describe('a claim beside when it was published', () => {
  it('is compared by what was trained, and in full when it has ended', () => {
    const recorded = { seconds: 100, seeds: 8 };
    const pace = paceOf([[10, { step: 0 }], [50, { step: 400 }]], { recorded }); // prettier-ignore
    expect(pace.compared(60_000, false)).toEqual({ here: 40, published: 50 });
    expect(pace.compared(80_000, true)).toEqual({ here: 80, published: 100 });
    for (const [reports, options] of [[[], { recorded }], [[[50, { step: 400 }]], {}]] as const)
      expect(paceOf(reports, options).compared(50_000, false)).toEqual({ here: 0, published: 0 });
  }); // prettier-ignore
});

describe('how fast a claim goes', () => {
  it('is what was trained of late, by the second', () => {
    const pace = paceOf([[1, {}, 1000], [2, { step: 200 }, 1800], [3, { step: 300 }, 2600]]); // prettier-ignore
    expect([pace.rate(3000), pace.trained]).toEqual([800, 2600]);
  });
});
