import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import { firstSteps, lastReplica } from '../../../src/engine/canary/cut-records.ts';

const x = ndarray([1, 2, 3, 4, 5, 6], [3, 2]);
const given = { state: {}, data: {}, inputs: { x }, steps: 3 };

describe('firstSteps', () => {
  it('takes the inputs of the first steps', () => {
    expect(firstSteps(given, 2)).toEqual({
      ...given,
      inputs: { x: ndarray([1, 2, 3, 4], [2, 2]) },
      steps: 2,
    });
  });

  it('repeats them where there are fewer', () => {
    const one = { ...given, inputs: { x: ndarray([7, 8], [1, 2]), n: ndarray([], [1, 0]) }, steps: 1 };
    expect(firstSteps(one, 2).inputs).toEqual({
      x: ndarray([7, 8, 7, 8], [2, 2]),
      n: ndarray([], [2, 0]),
    });
  });
});

describe('lastReplica', () => {
  it('cuts what is split, of inputs in every step, and leaves what is shared whole', () => {
    const none = new Set<string>();
    const cut = lastReplica(
      {
        state: { w: x, shared: x },
        inputs: { noise: ndarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, 3, 2]) },
        data: { images: x },
        steps: 2,
      },
      {
        replicas: 3,
        shared: { state: new Set(['shared']), data: new Set(['images']), input: none, metrics: none },
      },
    );
    expect(cut).toEqual({
      state: { w: ndarray([5, 6], [1, 2]), shared: x },
      inputs: { noise: ndarray([5, 6, 11, 12], [2, 1, 2]) },
      data: { images: x },
      steps: 2,
    });
  });
});
