import { expect, it } from 'vitest';
import { SlidingRate } from '../../../src/runner/progress/sliding-rate.ts';

const rateOf = (samples: readonly (readonly [count: number, at: number])[]): SlidingRate => {
  const rate = new SlidingRate(10_000);
  for (const [count, at] of samples) rate.add(count, at);
  return rate;
};

it('is of the window alone, however fast it was before', () => {
  const samples = Array.from({ length: 41 }, (_, s) => [s <= 20 ? 1000 * s : 20_000 + 50 * (s - 20), 1000 * s] as const);
  expect(rateOf(samples.slice(0, 11)).perSecond(10_000)).toBe(1000);
  expect(rateOf(samples.slice(0, 26)).perSecond(25_000)).toBe((5 * 1000 + 5 * 50) / 10);
  expect(rateOf(samples).perSecond(40_000)).toBe(50);
}); // prettier-ignore

it('reaches back to the sample before, where two are further apart than the window', () => {
  expect(rateOf([[0, 0], [600, 30_000], [1200, 60_000]]).perSecond(60_000)).toBe(20);
}); // prettier-ignore

it('is not slower between two reports, but where nothing comes for longer than the window', () => {
  const rate = rateOf([[0, 0], [1000, 1000]]); // prettier-ignore
  expect(rate.perSecond(9000)).toBe(1000);
  expect(rate.perSecond(20_000)).toBe(50);
});

it('is unknown before something has grown: no division by zero', () => {
  expect(rateOf([]).perSecond(1000)).toBeUndefined();
  expect(rateOf([[5, 0]]).perSecond(1000)).toBeUndefined();
  expect(rateOf([[5, 0], [9, 0]]).perSecond(0)).toBeUndefined();
  expect(rateOf([[5, 0], [5, 1000]]).perSecond(1000)).toBeUndefined();
}); // prettier-ignore
