import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import {
  diagonal,
  dot,
  norm,
  normals,
  orthogonalTo,
  product,
  randomOrthogonal,
  times,
  transposed,
} from '../../../claims/rnn-extrapolation/matrices.ts';

const sized = fc.record({ d: fc.integer({ min: 1, max: 8 }), seed: fc.nat() });

describe('matrices', () => {
  it('multiply', () => {
    const m = Float64Array.of(1, 2, 3, 4);
    expect(Array.from(times(m, [1, 10]))).toEqual([21, 43]);
    expect(Array.from(transposed(m))).toEqual([1, 3, 2, 4]);
    expect(Array.from(product(m, Float64Array.of(0, 1, 1, 0)))).toEqual([2, 1, 4, 3]);
    expect(Array.from(diagonal([2, 3]))).toEqual([2, 0, 0, 3]);
  });

  it('random orthogonal ones keep lengths and are undone by their transpose', () => {
    fc.assert(
      fc.property(sized, ({ d, seed }) => {
        const rng = createRng(String(seed), 'matrices');
        const [q, v] = [randomOrthogonal(rng, d), normals(rng, d)];
        expect(norm(times(q, v))).toBeCloseTo(norm(v), 10);
        product(q, transposed(q)).forEach((value, at) =>
          expect(value).toBeCloseTo(at % (d + 1) === 0 ? 1 : 0, 10),
        );
      }),
    );
  });

  it('what is made orthogonal to a basis is, and is all that is left', () => {
    const basis = [Float64Array.of(1, 0, 0), Float64Array.of(0, 0.6, 0.8)];
    const rest = orthogonalTo(basis, Float64Array.of(3, 1, 2));
    basis.forEach((unit) => expect(dot(unit, rest)).toBeCloseTo(0, 12));
    expect(dot(rest, [0, -0.8, 0.6])).toBeCloseTo(0.4, 12);
  });
});
