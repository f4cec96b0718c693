import { UserError } from '#core';
import fc, { type Arbitrary } from 'fast-check';

/** Steps of the grid that draws lie on. */
const grain = 1_000_000;

/**
 * Numbers spread evenly over [min, max]: a millionth of the range apart, both ends among them and a little more often.
 * `fc.double` is even over the doubles instead, nearly all of which are next to 0. Shrinks towards 0, or towards the
 * end that is nearest to it.
 * @throws UserError when the ends are not finite, or not in order
 */
export function even(min: number, max: number): Arbitrary<number> {
  requireRange('even', min, max);
  const step = (max - min) / grain;
  const [first, last] = min >= 0 ? [0, grain] : max <= 0 ? [-grain, 0] : gridAround(min, step);
  return fc.integer({ min: first, max: last }).map((place) => {
    if (place === first) return min;
    if (place === last) return max;
    if (min >= 0) return min + (max - min) * (place / grain);
    return max <= 0 ? max + (max - min) * (place / grain) : place * step;
  });
}

/** Whole multiples of the step on both sides of 0. */
function gridAround(min: number, step: number): [first: number, last: number] {
  const first = Math.round(min / step);
  return [first, first + grain];
}

/**
 * Positive numbers whose logarithms are spread evenly over those of [min, max]; shrinks towards `min`.
 * @throws UserError when the ends are not positive and finite, or not in order
 */
export function logEven(min: number, max: number): Arbitrary<number> {
  requireRange('logEven', min, max);
  if (min <= 0) {
    throw new UserError(
      `logEven(${min}, ${max}) starts at ${min}`,
      'give ends above 0, or use even(min, max)',
    );
  }
  return fc
    .integer({ min: 0, max: grain })
    .map((place) => (place === grain ? max : min * (max / min) ** (place / grain)));
}

function requireRange(name: string, min: number, max: number): void {
  if (Number.isFinite(max - min) && min < max) return;
  throw new UserError(`${name}(${min}, ${max}) is no range`, 'give two finite ends, the smaller one first');
}
