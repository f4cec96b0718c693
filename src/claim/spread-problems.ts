import fc, { type Arbitrary } from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { drawnOf, fieldsOf } from './case-fields.ts';
import { drawCases } from './generated-cases.ts';

/** The draws are the same whenever they are looked at. */
const seed = 11;

/**
 * What of generated cases hardly reaches what it may be: nearly one case, or fields that are nearly one value or crowded into a
 * part of their range, as the doubles of `fc.double` are next to 0. Elements of tuples are fields; those of arrays of varying
 * length are looked at together.
 * @param draws how many cases are looked at
 * @returns a line for each
 */
export function spreadProblems(cases: Arbitrary<unknown>, draws: number): string[] {
  const drawn = drawCases(cases, { numRuns: draws, seed }).map(drawnOf);
  const repeated = repetition(drawn);
  if (repeated !== undefined) return [repeated];
  return fieldsOf(drawn).flatMap(({ path, values, pooled }) => {
    const problem = unevenness(values, pooled);
    return problem === undefined ? [] : [`${path === '' ? 'a case' : path}: ${problem}`];
  });
}

/** The largest share of the draws that one case, or one value of a field, may be. */
const mostEqual = 0.85;

/** Whether nearly all draws are one case. */
function repetition(drawn: readonly unknown[]): string | undefined {
  // The only one that can be more than half of them (Boyer & Moore 1991).
  let usual: unknown;
  let lead = 0;
  for (const value of drawn) {
    if (lead === 0) usual = value;
    lead += isDeepStrictEqual(value, usual) ? 1 : -1;
  }
  const share = drawn.filter((value) => isDeepStrictEqual(value, usual)).length / drawn.length;
  if (share === 1) return `all draws are one case, ${fc.stringify(usual)}`;
  return share > mostEqual
    ? `${percent(share)} of the draws are one case, ${fc.stringify(usual)}`
    : undefined;
}

/** The most orders of magnitude that draws are spread over; `fc.double({ min: 0 })` takes 300. */
const mostDecades = 15;
const few = 20;

/** What is wrong with how a field's values are spread, or undefined. */
function unevenness(values: readonly unknown[], pooled: boolean): string | undefined {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size === 1) return undefined;
  const most = greatest([...counts.values()]) / values.length;
  if (most > mostEqual) return `${percent(most)} of the draws are one of ${counts.size} values`;
  const numbers = values.filter((value): value is number => Number.isFinite(value));
  if (numbers.length < values.length / 2 || counts.size <= few) return undefined;
  // Elements of arrays may be computed: products of draws have either sign, and what is cut off is 0.
  if (pooled) return crowdedOnBoth(numbers.filter((value) => value !== 0));
  const zeros = numbers.filter((value) => value === 0).length / numbers.length;
  return zeros > 0.3 || numbers.some((value) => value < 0) ? crowding(numbers) : crowdedOnBoth(numbers);
}

/** What is wrong on the line, unless the orders of magnitude are spread. */
function crowdedOnBoth(numbers: readonly number[]): string | undefined {
  const onLine = crowding(numbers);
  if (onLine === undefined) return undefined;
  const orders = numbers.filter((value) => value !== 0).map((value) => Math.log10(Math.abs(value)));
  const [lowest, highest] = middleOf(orders);
  return highest - lowest > mostDecades ? onLine : crowding(orders) && onLine;
}

/** Of more numbers than a call takes arguments. */
function greatest(numbers: readonly number[]): number {
  return numbers.reduce((most, value) => Math.max(most, value), -Infinity);
}

/** Tenths of the range are neither crowded nor, but for three of them, empty. */
function crowding(numbers: readonly number[]): string | undefined {
  const [low, high] = middleOf(numbers);
  const tenths = new Array<number>(10).fill(0);
  for (const value of numbers) {
    const tenth = Math.floor((10 * (value - low)) / (high - low));
    tenths[Math.min(9, Math.max(0, tenth))]!++;
  }
  const shares = tenths.map((count) => count / numbers.length);
  const reached = shares.filter((share) => share >= 0.01).length;
  if (Math.max(...shares) <= 0.5 && reached >= 7) return undefined;
  return `the draws reach ${reached} tenths of [${low}, ${high}], ${percent(Math.max(...shares))} of them in one`;
}

/** The ends of the range, the outermost hundredths left out. */
function middleOf(numbers: readonly number[]): [low: number, high: number] {
  const sorted = Float64Array.from(numbers).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  return [at(0.01), at(0.99)];
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
