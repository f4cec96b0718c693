import { describe, expect, it } from 'vitest';
import { ndarray, type RunContext } from '#core';
import { adaptations } from '../../../claims/self-training-expansion/domain.ts';
import { bySampleSize, measureGrid } from '../../../claims/self-training-expansion/sample-sizes.ts';
import { meanOfSets, setsOf, students } from '../../../claims/self-training-expansion/students.ts';

const run: RunContext = { seeds: ['a', 'b'], engine: 'auto', threads: 1 };
const small = { samples: 80, testSamples: 60, steps: 40, sets: 1 };

describe('students', () => {
  it('one trajectory per seed, whatever seeds are beside it', async () => {
    const arm = students('scattered', { consistency: 10 });
    const [first, second] = await arm(run, small);
    const [alone] = await arm({ ...run, seeds: ['b'] }, small);
    expect(second).toEqual(alone);
    expect(first!.series['error']).not.toEqual(second!.series['error']);
    expect(first!.series['error']).toHaveLength(20);
    expect(first!.values['teacher']).toBeCloseTo(0.2, 6);
  });

  it('consistency makes predictions consistent', async () => {
    const at = { ...small, steps: 200 };
    const ends = await Promise.all(
      [10, 0].map(async (consistency) => {
        const [one] = await students('scattered', { consistency })(run, at);
        return Array.from(one!.series['inconsistency']!).at(-1)!;
      }),
    );
    expect(ends[0]!).toBeLessThan(0.8 * ends[1]!);
  });
});

describe('adaptations', () => {
  it('averages over the sets of a seed', async () => {
    const size = { ...small, labelled: 80, sourceSteps: 40, sets: 2 };
    const arm = adaptations({ consistency: 10 });
    const [both] = await arm({ ...run, seeds: ['a'] }, size);
    expect(both!.steps).toBe(160);
    expect(both!.series['error']).toHaveLength(20);
    expect(both!.values['source']).toBeLessThan(both!.values['teacher']!);
  });

  it('sets of seeds lie side by side', () => {
    expect(setsOf(['a', 'b'], 2)).toEqual(['a/0', 'a/1', 'b/0', 'b/1']);
  });

  it('means of neighbours along the last axis', () => {
    const means = meanOfSets(ndarray([1, 3, 5, 7, 0, 2, 4, 4], [2, 4]), 2);
    expect(means.shape).toEqual([2, 2]);
    expect([...means.values]).toEqual([2, 6, 1, 4]);
  });
});

describe('bySampleSize', () => {
  it('a gap and an error per size', async () => {
    const trajectories = await bySampleSize({ consistency: 10 })(run, {
      grid: [70, 140],
      ...{ testSamples: 60, epochs: 32, sets: 2 },
    });
    expect(trajectories).toHaveLength(2);
    for (const { series, at, steps } of trajectories) {
      // 35 and 70 steps of 64 points, of two networks.
      expect(steps).toBe(210);
      expect([series['gap'], series['error']].map((values) => values!.length)).toEqual([2, 2]);
      expect(at!['gap']).toEqual([70, 140]);
    }
  });

  it('the exponent of a power law', () => {
    const at = { gap: [100, 400], error: [100, 400] };
    const measured = measureGrid({
      steps: 1,
      series: { gap: [0.4, 0.1], error: [0.2, 0.05] },
      values: {},
      at,
    });
    expect(measured.exponent).toBeCloseTo(-1, 12);
    expect(measured.removed).toBeCloseTo(0.75, 12);
  });
});
