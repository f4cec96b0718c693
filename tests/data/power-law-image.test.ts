import { describe, expect, it } from 'vitest';
import { powerLawImage } from '#data';

const size = 16;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Power of an image at frequency (kx, ky). */
function powerAt({ x, y }: ReturnType<typeof powerLawImage>, kx: number, ky: number): number {
  let [re, im] = [0, 0];
  y.values.forEach((value, index) => {
    const phase = kx * x.values[2 * index]! + ky * x.values[2 * index + 1]!;
    re += value * Math.cos(phase);
    im += value * Math.sin(phase);
  });
  return re ** 2 + im ** 2;
}

describe('powerLawImage', () => {
  it('has mean 0 and variance 1 on [-pi, pi)^2', () => {
    const { x, y } = powerLawImage('a', { size });
    expect([x.shape, y.shape]).toEqual([
      [256, 2],
      [256, 1],
    ]);
    expect(Math.min(...x.values)).toBeCloseTo(-Math.PI, 6);
    expect(Math.max(...x.values)).toBeCloseTo(Math.PI - (2 * Math.PI) / size, 6);
    const mean = total([...y.values]) / 256;
    const variance = total([...y.values].map((value) => value * value)) / 256;
    expect(mean).toBeCloseTo(0, 5);
    expect(variance).toBeCloseTo(1, 5);
  });

  it('power falls with the frequency as the exponent says', () => {
    const images = Array.from({ length: 200 }, (_, index) =>
      powerLawImage(String(index), { size: 8, exponent: 2 }),
    );
    const mean = (k: number): number => {
      const powers = images.map((image) => powerAt(image, k, 0)).sort((a, b) => a - b);
      return powers.reduce((sum, value) => sum + value, 0);
    };
    // 3^-4 in expectation; 200 images leave about a tenth of error in each of the two sums.
    expect(Math.log(mean(3) / mean(1)) / Math.log(3)).toBeGreaterThan(-4.5);
    expect(Math.log(mean(3) / mean(1)) / Math.log(3)).toBeLessThan(-3.5);
  });

  it('another seed is another image, the same seed the same', () => {
    const values = (seed: string): number[] => [...powerLawImage(seed, { size }).y.values];
    expect(values('a')).toEqual(values('a'));
    expect(values('a')).not.toEqual(values('b'));
  });

  it('refuses a size without modes', () => {
    expect(() => powerLawImage('a', { size: 3 })).toThrow(/size/);
  });
});
