import { describe, expect, it } from 'vitest';
import type { DescentCase } from '../../../claims/rnn-extrapolation/descent-cases.ts';
import claim from '../../../claims/rnn-extrapolation/symmetry-invariant.invariant.ts';

/** Descent of one state at the claim's rate goes beyond float64 within a few steps. */
const diverging: DescentCase = {
  start: {
    transition: Float64Array.of(-1.9012962322211346),
    input: Float64Array.of(0.6143093916157846),
    output: Float64Array.of(0.6143093916157846),
  },
  length: 5,
  weight: 0.37737602862735536,
  batch: 32,
  seed: 893299894,
};

describe('the symmetry of gradient descent', () => {
  it('holds where descent diverges, as long as float64 holds its weights', () => {
    const { holds, error } = claim.property(diverging);
    expect(holds).toBe(true);
    expect(error).toBeLessThan(1e-12);
  });

  it('is missed there by a read-out that is off, and by a step that is not the gradient', () => {
    expect(claim.mutants['a read-out off by 0.001']!.property(diverging).holds).toBe(false);
    expect(claim.mutants['B is not trained']!.property(diverging).holds).toBe(false);
  });
});
