import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import { trajectoriesOf } from '#train';

const series = { loss: ndarray([1, 2, 3, 4, 5, 6], [3, 2]) };

describe('trajectoriesOf', () => {
  it('gives each replica its own column', () => {
    const values = { error: ndarray([0.25, 0.5], [2]) };
    expect(trajectoriesOf({ steps: 30, series, values, at: { loss: [0, 10, 20] } })).toEqual([
      {
        steps: 30,
        series: { loss: Float32Array.of(1, 3, 5) },
        values: { error: 0.25 },
        at: { loss: [0, 10, 20] },
      },
      {
        steps: 30,
        series: { loss: Float32Array.of(2, 4, 6) },
        values: { error: 0.5 },
        at: { loss: [0, 10, 20] },
      },
    ]);
  });

  it.each([
    ['different numbers of replicas', { values: { error: ndarray([1], [1]) } }, 'loss: 2, error: 1'],
    [
      'a value per step',
      { values: { error: ndarray([1, 2], [2, 1]) } },
      "'error' has shape [2, 1]: values are [replicas]",
    ],
    [
      'a series of vectors',
      { series: { w: ndarray([1], [1, 1, 1]) } },
      "'w' has shape [1, 1, 1]: series are",
    ],
    ['nothing', { series: {} }, 'no series and no values'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => trajectoriesOf({ steps: 3, series, ...changes })).toThrow(message);
  });
});
