import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { teacherClassification } from '#data';

/** The teacher's output c of one input row, written sample by sample. */
function output(seed: string, x: ArrayLike<number>, row: number, c: number): number {
  const weights = createRng(seed, 'teacher/weights');
  const first = weights.normals(4 * 6, 1.5 / 2);
  const second = weights.normals(6 * 3);
  let sum = 0;
  for (let h = 0; h < 6; h++) {
    let z = 0;
    for (let i = 0; i < 4; i++) z += x[row * 4 + i]! * first[i * 6 + h]!;
    sum += Math.tanh(z) * second[h * 3 + c]!;
  }
  return sum;
}

const small = { samples: 50, inputs: 4, hidden: 6, classes: 3 };

describe('teacherClassification', () => {
  it.each(['a', 'b', 'c', 'd'])(
    'labels by the outputs centred over the training set, in both splits (%s)',
    (seed) => {
      const train = teacherClassification(seed, { ...small, samples: 12 });
      const means = [0, 1, 2].map((c) => {
        const column = Array.from({ length: 12 }, (_, row) => output(seed, train.x.values, row, c));
        return column.reduce((sum, value) => sum + value) / 12;
      });
      const test = teacherClassification(seed, { ...small, samples: 200, split: 'test', trainSamples: 12 });
      for (const { x, y } of [train, test]) {
        y.values.forEach((label, row) => {
          const centred = means.map((mean, c) => output(seed, x.values, row, c) - mean);
          expect(label).toBe(centred.indexOf(Math.max(...centred)));
        });
      }
      expect(test.x.shape).toEqual([200, 4]);
    },
  );

  it('uses every class of the default teacher, whose inputs are standard normal', () => {
    const { x, y } = teacherClassification('s', { samples: 1024 });
    expect(x.shape).toEqual([1024, 32]);
    const counts = new Array<number>(10).fill(0);
    y.values.forEach((label) => counts[label]!++);
    expect(Math.min(...counts)).toBeGreaterThan(20);
    const square = Array.from(x.values).reduce((sum, value) => sum + value * value, 0) / x.values.length;
    expect(square).toBeCloseTo(1, 1);
  });

  it('has a new teacher for each seed', () => {
    const labels = (seed: string): number[] => Array.from(teacherClassification(seed, small).y.values);
    expect(labels('a')).not.toEqual(labels('b'));
    expect(labels('a')).toEqual(labels('a'));
  });

  it('asks for the training set that centres a test split', () => {
    expect(() => teacherClassification('s', { ...small, split: 'test' })).toThrow(/mean centres the labels/);
  });
});
