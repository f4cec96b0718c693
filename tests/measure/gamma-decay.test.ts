import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { excessKurtosis, gammaDecay, mean } from '#measure';

describe('excessKurtosis', () => {
  it('of two equal clusters is -2, the least there is', () => {
    expect(excessKurtosis([-1, 1, 1, -1])).toBe(-2);
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, (drawn) => {
        fc.pre(new Set(drawn).size > 1);
        expect(excessKurtosis(drawn)).toBeGreaterThanOrEqual(-2 - 1e-9);
      }),
    );
  });

  it('does not see scale and offset', () => {
    const values = [1, 2, 2, 3, 9];
    const moved = values.map((value) => -7 * value + 100);
    expect(excessKurtosis(moved)).toBeCloseTo(excessKurtosis(values), 10);
  });

  it('is near 0 for a Gaussian and near -6/5 for an even spread', () => {
    const rng = createRng('kurtosis', 'draws');
    expect(excessKurtosis(rng.normals(100_000))).toBeCloseTo(0, 1);
    expect(excessKurtosis(rng.uniforms(100_000))).toBeCloseTo(-1.2, 1);
  });

  it('of a constant is NaN', () => {
    expect(excessKurtosis([4, 4, 4])).toBeNaN();
  });
});

/** What batch statistics cost a linear unit that fits y = z: its mean loss over batches. */
function meanBatchLoss(batchSize: number, batches: number): number {
  const rng = createRng(`batches of ${batchSize}`, 'draws');
  const losses = Array.from({ length: batches }, () => {
    const z = rng.normals(batchSize);
    const center = mean(z);
    const deviation = Math.sqrt(mean(z.map((value) => (value - center) ** 2)));
    return mean(z.map((value) => (value - (value - center) / deviation) ** 2 / 2));
  });
  return mean(losses);
}

describe('gammaDecay', () => {
  it('of a linear unit on Gaussian inputs is 3 / (4 M), and is what batches of M samples cost', () => {
    const zeta = gammaDecay({ batchSize: 32, kurtosis: 0, fisher: 1, curvature: 1 });
    expect(zeta).toBe(3 / 128);
    expect(meanBatchLoss(32, 4000) / zeta).toBeCloseTo(1, 1);
  });

  it('falls as one over the batch and grows with the kurtosis', () => {
    const terms = { kurtosis: 1, fisher: 0.5, curvature: 0.3 };
    const at = (batchSize: number, kurtosis = 1): number => gammaDecay({ ...terms, batchSize, kurtosis });
    expect(at(8) / at(64)).toBeCloseTo(8, 12);
    expect(at(8, 3)).toBeGreaterThan(at(8));
    expect(at(8, -2)).toBeCloseTo(0.3 / 16, 12);
  });
});
