import { describe, expect, it } from 'vitest';
import { grid, sweep } from '#train';
import type { Seed } from '#core';

describe('grid', () => {
  it('has every combination once, the first value slowest', () => {
    expect(grid({ learningRate: [0.1, 0.2], weightDecay: [0, 1, 2] })).toEqual([
      { learningRate: 0.1, weightDecay: 0 },
      { learningRate: 0.1, weightDecay: 1 },
      { learningRate: 0.1, weightDecay: 2 },
      { learningRate: 0.2, weightDecay: 0 },
      { learningRate: 0.2, weightDecay: 1 },
      { learningRate: 0.2, weightDecay: 2 },
    ]);
  });

  it('has none where a hyperparameter has no value', () => {
    expect(grid({ learningRate: [0.1], weightDecay: [] })).toEqual([]);
  });
});

describe('sweep', () => {
  const seeds = ['a', 'b', 'c'] as Seed[];
  const { seeds: own, values, replicasOf } = sweep(seeds, grid({ rate: [0.5, 2], decay: [0, 1] }));

  it('gives every setting every seed', () => {
    expect(own).toEqual([...seeds, ...seeds, ...seeds, ...seeds]);
    const rates = values(({ rate }) => rate);
    expect(rates.shape).toEqual([12]);
    expect(Array.from(rates.values)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 2, 2, 2, 2, 2, 2]);
  });

  it('finds the replicas of a seed, one for each setting in order', () => {
    expect(replicasOf(1).map((replica) => own[replica])).toEqual(['b', 'b', 'b', 'b']);
    const decays = values(({ decay }) => decay);
    expect(replicasOf(2).map((replica) => decays.values[replica])).toEqual([0, 1, 0, 1]);
  });
});
