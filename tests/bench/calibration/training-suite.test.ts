import { describe, expect, it } from 'vitest';
import {
  currentMarks,
  type PublishedClaim,
  type TrainedMark,
  type TrainedMarks,
  trainSuite,
} from '../../../bench/calibration/training/training-suite.ts';
import { trainingKinds } from '../../../bench/calibration/training/training-sabotages.ts';

const published: PublishedClaim[] = [
  { id: 'toy/slow', digest: 'a', seconds: 9, measures: [{ x: 1 }] },
  { id: 'toy/fast', digest: 'b', seconds: 1, measures: [{ x: NaN }] },
];

/** Tries sabotages that take a second each; a claim has the same measures under the first alone. */
async function marksOf(cpuSeconds: number, before: TrainedMarks = {}) {
  const tried: string[] = [];
  const marks: Record<string, Record<string, TrainedMark>> = {};
  await trainSuite({
    published,
    before,
    cpuSeconds,
    judge: async (id, sabotage) => {
      tried.push(`${id} ${sabotage}`);
      const inert = sabotage === trainingKinds[0];
      return { verdict: 'supported', measures: inert ? [{ x: 'NaN' }] : [{ x: 3 }], cpuSeconds: 1 };
    },
    onMark: (id, sabotage, mark) => ((marks[id] ??= {})[sabotage] = mark),
  });
  return { tried, marks };
}

describe('trainSuite', () => {
  it('begins with the cheapest claim, and begins nothing once the time is used', async () => {
    const { tried } = await marksOf(trainingKinds.length + 0.5);
    expect(tried).toEqual([
      ...trainingKinds.map((kind) => `toy/fast ${kind}`),
      `toy/slow ${trainingKinds[0]}`,
    ]);
    expect((await marksOf(0)).tried).toEqual([]);
  });

  it('is inert where every measure is the published one', async () => {
    const { marks } = await marksOf(100);
    expect(trainingKinds.map((kind) => marks['toy/fast']![kind]!.inert)).toEqual([
      true,
      ...trainingKinds.slice(1).map(() => false),
    ]);
    expect(marks['toy/slow']![trainingKinds[0]!]!.inert).toBe(false);
  });

  it('goes on where it ended, and begins anew for other evidence', async () => {
    const { marks } = await marksOf(3);
    const again = await marksOf(100, marks);
    expect(again.tried[0]).toBe(`toy/fast ${trainingKinds[3]}`);
    expect(again.tried).toHaveLength(2 * trainingKinds.length - 3);
    const others = published.map((claim) => ({ ...claim, digest: `${claim.digest} anew` }));
    expect(Object.keys(currentMarks(marks, published)['toy/fast']!)).toHaveLength(3);
    expect(currentMarks(marks, others)).toEqual({ 'toy/fast': {}, 'toy/slow': {} });
  });
});
