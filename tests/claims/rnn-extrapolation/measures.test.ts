import { expect, it } from 'vitest';
import { ends } from '../../../claims/rnn-extrapolation/measures.ts';

const trajectory = (finalLoss: number[], finalError: number[], beyond = [1, 1, 1, 1]) => ({
  series: { finalLoss, finalError, beyond },
  values: {},
  steps: 1,
});

it('counts the networks that fail, and those of them that fit', () => {
  const { failing, failingOfFitted, worstBeyond, worstLoss } = ends(
    trajectory([1e-9, 1e-9, 1e-3, 1e-8], [1e-5, 2, 3, 1e-3]),
  );
  expect([failing, failingOfFitted, worstBeyond, worstLoss]).toEqual([0.5, 1 / 3, 3, 1e-3]);
});

it('lets a network that diverged fail, and shows it', () => {
  const { failing, worstBeyond, beyond } = ends(trajectory([NaN, 1e-9], [NaN, 1e-9]));
  expect(failing).toBe(0.5);
  expect([worstBeyond, beyond]).toEqual([NaN, NaN]);
  expect(ends(trajectory([1], [1])).failingOfFitted).toBeNaN();
});

it('measures the fall since a quarter of the steps, in decades', () => {
  expect(ends(trajectory([0], [0], [1, 0.1, 0.01, 1e-3])).fall).toBeCloseTo(2, 12);
  expect(ends(trajectory([0], [0.1])).beyond).toBeCloseTo(-1, 12);
});
