import { describe, expect, it } from 'vitest';
import { linesOfPoints } from '#measure';
import {
  overLearningRates,
  overProducts,
  theoryOverProducts,
} from '../../../claims/normalized-sgd/grid-plots.ts';

const plane = { products: [0.01, 0.04], learningRates: [0.5, 5] };
/** Cells with products first: each number is its place. */
const values = [0, 1, 2, 3];

describe('plots of a grid', () => {
  it('over eta lambda have a line for each learning rate', () => {
    const root = (product: number): number => Math.sqrt(product);
    const lines = linesOfPoints('angle', {
      ...overProducts('angle', plane, values, root),
      ...theoryOverProducts('angle', plane, (product) => 10 * product, root),
    });
    expect(lines).toEqual({
      'learning rate 0.5': [
        [0.1, 0],
        [0.2, 2],
      ],
      'learning rate 5': [
        [0.1, 1],
        [0.2, 3],
      ],
      theory: [
        [0.1, 0.1],
        [0.2, 0.4],
      ],
    });
  });

  it('over learning rates have a line for each eta lambda, and for each kind', () => {
    const lines = linesOfPoints('risk', {
      ...overLearningRates('risk', plane, values),
      ...overLearningRates('risk', plane, values, 'theory, '),
    });
    expect(lines['eta lambda 0.04']).toEqual([
      [0.5, 2],
      [5, 3],
    ]);
    expect(lines['theory, eta lambda 0.01']).toEqual([
      [0.5, 0],
      [5, 1],
    ]);
    expect(Object.keys(lines)).toHaveLength(4);
  });
});
