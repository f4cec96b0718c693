import { describe, expect, it } from 'vitest';
import { log10TEvidence, log10UniformMixtureEvidence, oneSampleT } from '#stats';
import { logBeta } from '../../src/stats/special.ts';
import { d, describeReference } from './reference.ts';

const rows = [
  [7, 8],
  [8, 8],
  [11, 12],
  [14, 16],
  [20, 24],
  [26, 32],
] as const;

describeReference('mixture-evidence', {
  ...Object.fromEntries(
    rows.map(([k, n]) => [`uniform ${k}/${n}`, () => 10 ** log10UniformMixtureEvidence(k, n)]),
  ),
  't of 5 at n = 8': () => 10 ** log10TEvidence(oneSampleT(d).t, 8),
  'ceilings at n = 3, 4, 5, 6, 8': () => [3, 4, 5, 6, 8].map((n) => 10 ** log10TEvidence(Infinity, n)),
  'uniform above pi0 = 0.8, 24/24': () => 10 ** log10UniformMixtureEvidence(24, 24, 0.8),
});

const binomial = (k: number, n: number): number => Math.exp(-logBeta(k + 1, n - k + 1)) / (n + 1);

/** Mean of the t evidence under the null by the midpoint rule over the angle of t = sqrt(v) tan(angle). */
const nullMean = (n: number, c: number): number => {
  const v = n - 1;
  const cells = 40_000;
  const logScale = -logBeta(v / 2, 1 / 2);
  let sum = 0;
  for (let cell = 0; cell < cells; cell++) {
    const angle = Math.PI * ((cell + 0.5) / cells - 0.5);
    const density = Math.exp(logScale + (v - 1) * Math.log(Math.cos(angle)));
    sum += (10 ** log10TEvidence(Math.sqrt(v) * Math.tan(angle), n, c) * density * Math.PI) / cells;
  }
  return sum;
};

describe('uniform mixture', () => {
  it.each([0.3, 0.5, 0.8])('has mean 1 at pi0 = %s', (pi0) => {
    for (const n of [1, 8, 32, 64]) {
      let sum = 0;
      for (let k = 0; k <= n; k++) {
        sum +=
          binomial(k, n) * pi0 ** k * (1 - pi0) ** (n - k) * 10 ** log10UniformMixtureEvidence(k, n, pi0);
      }
      expect(sum).toBeCloseTo(1, 10);
    }
  });

  it('needs nine unanimous seeds where the plain bet needs eight', () => {
    expect(log10UniformMixtureEvidence(8, 8)).toBeLessThan(2);
    expect(log10UniformMixtureEvidence(9, 9)).toBeGreaterThan(2);
  });

  it('stays finite in logarithms at 5,000 seeds', () => {
    expect(log10UniformMixtureEvidence(5000, 5000)).toBeCloseTo(5001 * Math.log10(2) - Math.log10(5001), 6);
  });
});

describe('t evidence', () => {
  it.each([3, 5, 8, 16])('has mean 1 under the null at n = %s', (n) => {
    expect(nullMean(n, 1)).toBeCloseTo(1, 8);
    expect(nullMean(n, 0.25)).toBeCloseTo(1, 8);
  });

  it('does not depend on the sign of t and grows with its size', () => {
    expect(log10TEvidence(-3, 8)).toBe(log10TEvidence(3, 8));
    const values = [0, 1, 2.6, 2.7, 5, 1e3, 1e200, Infinity].map((t) => log10TEvidence(t, 8));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values.at(-1)).toBeCloseTo(Math.log10(2187), 12);
  });

  it('is NaN for NaN and refuses a single value', () => {
    expect(log10TEvidence(NaN, 8)).toBeNaN();
    expect(() => log10TEvidence(1, 1)).toThrow(/at least 2 values, got n = 1/);
  });
});
