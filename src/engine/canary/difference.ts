import type { TypedValues } from '#core';

/** Standard deviations of a chain of roundings, each at most half of the last bit, that none goes beyond. */
const deviations = 6;
/** Smallest relative size of the moves of arguments: four times the rounding of a float32. */
const leastMove = 2 ** -22;
/** Devices take denormals for zero: numbers near them are lost on one engine and kept on the other. */
const lost = 2 ** -100;
/** Numbers this large may be sums whose parts overflow, which is up to the engine. */
const nearOverflow = 2 ** 120;

/** Values for arguments that each differ by up to `by` of their size. */
interface Moved {
  readonly values: TypedValues;
  readonly by: number;
}

/** An output as an engine and another one computed it. */
export interface Compared {
  readonly given: TypedValues;
  readonly wanted: TypedValues;
  /** The other's values for moved arguments, some draws. */
  readonly moved: readonly Moved[];
  /** The values before the steps, of a state: what counts is how they change. */
  readonly before?: TypedValues | undefined;
}

/** Where an output is furthest from what it should be. */
export interface Difference {
  readonly index: number;
  readonly distance: number;
  /** The difference over what rounding explains. */
  readonly share: number;
}

/**
 * How far two engines may be apart, as a part of the size of an output: `n` roundings one after the other add up as
 * random steps do, to `sqrt(n)` of one with high probability (Higham and Mary, 2019), on either side.
 * @param unit the largest relative error of one rounding
 */
export function roundingOf(roundings: number, unit: number): number {
  return 2 * deviations * Math.sqrt(roundings) * unit;
}

/**
 * How far a draw moves the arguments: from their last bits up to what rounding comes to, and again. A number may lie so near a
 * kink (a ReLU at 0, two maxima that tie) that an engine's rounding takes it across while moves of the last bits do not; what the
 * output jumps by is seen by moves as large as that rounding.
 */
export function moveSize(draw: number, rounding: number): number {
  return Math.max(leastMove, Math.min(leastMove * 4 ** (draw % 4), rounding));
}

/**
 * The largest difference of an output, against `rounding` of its size and of its sensitivity to relative changes of the
 * arguments, and against the last bits of each element. Values that are not finite agree with each other.
 */
export function largestDifference(
  { given, wanted, moved, before }: Compared,
  { rounding, steps }: { readonly rounding: number; readonly steps: number },
): Difference {
  const whole = !(wanted instanceof Float32Array);
  const size = whole ? 0 : spread(wanted, before);
  const sensitivity = Math.max(0, ...moved.map(({ values, by }) => spread(values, wanted) / by));
  const common = rounding * (size + sensitivity) + (whole ? 0 : lost);
  let worst: Difference = { index: 0, distance: 0, share: 0 };
  for (let index = 0; index < wanted.length; index++) {
    const distance = distanceOf(given[index]!, wanted[index]!);
    if (distance === 0) continue;
    const bits = whole ? 0 : 2 * steps * 2 ** -23 * Math.abs(wanted[index]!);
    const share = distance === Infinity ? Infinity : distance / (common + bits);
    if (share > worst.share) worst = { index, distance, share };
  }
  return worst;
}

/** The largest finite distance between values, from 0 where there are no others. */
function spread(values: TypedValues, others?: TypedValues): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) {
    const distance = Math.abs(values[index]! - (others?.[index] ?? 0));
    if (distance > largest && distance < Infinity) largest = distance;
  }
  return largest;
}

function distanceOf(a: number, b: number): number {
  const finite = [a, b].filter(Number.isFinite);
  if (finite.length === 2) return Math.abs(a - b);
  return finite.every((value) => Math.abs(value) > nearOverflow) ? 0 : Infinity;
}
