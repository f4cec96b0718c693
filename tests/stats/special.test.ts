import { describe, expect, it } from 'vitest';
import {
  betaQuantile,
  incompleteBeta,
  normalUpperTail,
  tUpperQuantile,
  tUpperTail,
} from '../../src/stats/special.ts';
import { logGamma } from '../../src/stats/log-gamma.ts';
import { describeReference, referenceCases } from './reference.ts';

const abscissae = [1e-6, 0.001, 0.05, 0.2189, 0.5, 0.8, 0.999];
const freedoms = [1, 2.5, 7, 12.069, 31, 100];

const fixed: Record<string, () => readonly number[]> = {
  'beta quantiles': () => [
    betaQuantile(0.05, 8, 1),
    betaQuantile(0.05, 14, 3),
    betaQuantile(0.975, 2.5, 7),
    betaQuantile(0.5, 40, 25),
  ],
  'ln gamma': () => [0.5, 3.5, 7, 50].map(logGamma),
  'upper tail of normal': () => [-1, 0.5, 1.96, 6].map(normalUpperTail),
};

/** By symmetry, of any probability. */
const tQuantile = (p: number, v: number): number =>
  p >= 0.5 ? tUpperQuantile(1 - p, v) : -tUpperQuantile(p, v);

function compute(name: string): readonly number[] {
  const numbers = (name.match(/[\d.e-]*\d/g) ?? []).map(Number);
  if (name.startsWith('I_x')) return abscissae.map((x) => incompleteBeta(x, numbers[0]!, numbers[1]!));
  if (name.startsWith('upper tail of t')) return freedoms.map((v) => tUpperTail(numbers[0]!, v));
  return freedoms.map((v) => tQuantile(numbers[0]!, v));
}

describeReference(
  'special',
  Object.fromEntries(
    referenceCases('special').map(({ name }) => [name, fixed[name] ?? (() => compute(name))]),
  ),
);

describe('special functions', () => {
  it('keep relative accuracy in the far tail', () => {
    // The tail of T_3 falls as t^-3: doubling t divides it by eight.
    expect(tUpperTail(1e5, 3) / tUpperTail(2e5, 3)).toBeCloseTo(8, 6);
    expect(tUpperTail(1e5, 3)).toBeGreaterThan(0);
  });

  it('reach the ends', () => {
    expect(tUpperTail(Infinity, 7)).toBe(0);
    expect(tUpperTail(-Infinity, 7)).toBe(1);
    expect(tUpperTail(0, 7)).toBe(0.5);
    expect(normalUpperTail(Infinity)).toBe(0);
    expect(normalUpperTail(-Infinity)).toBe(1);
    expect(tQuantile(0.5, 7)).toBe(0);
    expect(tQuantile(0, 7)).toBe(-Infinity);
    expect(tQuantile(1, 7)).toBe(Infinity);
    expect(incompleteBeta(0, 2, 3)).toBe(0);
    expect(incompleteBeta(1, 2, 3)).toBe(1);
  });

  it('propagate NaN', () => {
    const results = [
      incompleteBeta(NaN, 1, 2),
      betaQuantile(NaN, 1, 2),
      normalUpperTail(NaN),
      tUpperTail(NaN, 3),
      tUpperTail(1, NaN),
      tQuantile(NaN, 3),
      tQuantile(0.3, 0),
    ];
    expect(results).toEqual(results.map(() => NaN));
  });

  it('quantile inverts tail, on both sides of the median', () => {
    for (const p of [1e-6, 0.01, 0.3, 0.4999, 0.5001, 0.9, 0.999]) {
      for (const v of freedoms) expect(tUpperTail(tQuantile(p, v), v)).toBeCloseTo(1 - p, 11);
    }
  });
});
