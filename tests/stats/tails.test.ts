import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  betaQuantile,
  betaUpperQuantile,
  incompleteBeta,
  normalUpperTail,
  tUpperQuantile,
  tUpperTail,
} from '../../src/stats/special.ts';

type Rows = readonly (readonly number[])[];
const tails = JSON.parse(
  readFileSync(new URL('../../fixtures/stats/tails.json', import.meta.url), 'utf8'),
) as Readonly<Record<'beta' | 'betaQuantiles' | 't' | 'tQuantiles', Rows>>;

function worst(rows: Rows, relativeError: (row: readonly number[]) => number): number {
  const errors = rows.map(relativeError);
  return errors.some(Number.isNaN) ? NaN : Math.max(...errors);
}

const relative = (value: number, expected: number): number =>
  value === expected ? 0 : Math.abs(value / expected - 1);

describe('tails over extremes, against SciPy', () => {
  it('of the beta distribution', () => {
    expect(worst(tails.beta, ([x, a, b, tail]) => relative(incompleteBeta(x!, a!, b!), tail!))).toBeLessThan(
      1e-9,
    );
  });

  it('quantiles of the beta distribution, from below and from above', () => {
    const { betaQuantiles } = tails;
    expect(worst(betaQuantiles, ([p, a, b, low]) => relative(betaQuantile(p!, a!, b!), low!))).toBeLessThan(
      1e-9,
    );
    expect(
      worst(betaQuantiles, ([p, a, b, , high]) => relative(betaUpperQuantile(p!, a!, b!), high!)),
    ).toBeLessThan(1e-9);
  });

  it("of Student's t, and its quantiles", () => {
    expect(worst(tails.t, ([t, v, tail]) => relative(tUpperTail(t!, v!), tail!))).toBeLessThan(1e-11);
    expect(worst(tails.tQuantiles, ([p, v, t]) => relative(tUpperQuantile(p!, v!), t!))).toBeLessThan(1e-9);
  });

  it('where the values that made way for these jumped', () => {
    expect(tUpperQuantile(1e-9, 100)).toBeCloseTo(6.59894, 5);
    expect(relative(tUpperTail(30, 1000), 7.687343722021547e-142)).toBeLessThan(1e-12);
    expect(relative(betaUpperQuantile(1e-300, 8, 1e6), 0.0007281281597357884)).toBeLessThan(1e-12);
    expect(relative(normalUpperTail(37), 5.725571222523e-300)).toBeLessThan(1e-12);
    expect(tUpperQuantile(0.025, Infinity)).toBeCloseTo(1.959963984540054, 12);
    expect(tUpperTail(1, Infinity)).toBeCloseTo(0.15865525393145707, 14);
  });

  it('are NaN outside of what is defined', () => {
    const wrong = [
      incompleteBeta(1.5, 1, 2),
      incompleteBeta(0.5, 0, 2),
      incompleteBeta(0.5, -1, 2),
      betaQuantile(-0.1, 1, 2),
      betaQuantile(1.1, 1, 2),
      betaUpperQuantile(NaN, 1, 2),
      tUpperQuantile(-0.1, 3),
      tUpperQuantile(NaN, 3),
      tUpperQuantile(0.7, 3),
      tUpperTail(1, 0),
    ];
    expect(wrong).toEqual(wrong.map(() => NaN));
    expect([0, 1].map((p) => betaQuantile(p, 2, 3))).toEqual([0, 1]);
    expect([0, 1].map((p) => betaUpperQuantile(p, 2, 3))).toEqual([1, 0]);
  });
});
