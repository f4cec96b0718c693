import fc from 'fast-check';
import { drawCases } from './generated-cases.ts';

/** The draws are the same whenever they are looked at. */
const seed = 11;

/**
 * Fields of generated cases that hardly reach what they may be: nearly one value, or crowded into a part of their range, as
 * the doubles of `fc.double` are next to 0. Fields inside arrays are left out, as their places mean nothing.
 * @param draws how many cases are looked at
 * @returns a line for each field
 */
export function spreadProblems(cases: fc.Arbitrary<unknown>, draws: number): string[] {
  return Array.from(leavesOf(drawCases(cases, { numRuns: draws, seed })), ([path, values]) => {
    const problem = unevenness(values);
    return problem === undefined ? [] : [`${path === '' ? 'a case' : path}: ${problem}`];
  }).flat();
}

/** Values of each field of the drawn cases, by path. */
function leavesOf(cases: readonly unknown[]): Map<string, unknown[]> {
  const leaves = new Map<string, unknown[]>();
  for (const value of cases) collect(leaves, '', drawnOf(value));
  return leaves;
}

/** What a case was made from, where it says so. */
function drawnOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(fc.toStringMethod in value)) return value;
  return JSON.parse((value as Record<symbol, () => string>)[fc.toStringMethod]!());
}

function collect(leaves: Map<string, unknown[]>, path: string, value: unknown): void {
  if (typeof value === 'function' || Array.isArray(value) || ArrayBuffer.isView(value)) return;
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      collect(leaves, path === '' ? key : `${path}.${key}`, inner);
    return;
  }
  const values = leaves.get(path) ?? [];
  values.push(value);
  leaves.set(path, values);
}

/** The most orders of magnitude that draws are spread over; `fc.double({ min: 0 })` takes 300. */
const mostDecades = 15;
const few = 20;

/** What is wrong with how a field's values are spread, or undefined. */
function unevenness(values: readonly unknown[]): string | undefined {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size === 1) return undefined;
  const most = Math.max(...counts.values()) / values.length;
  if (most > 0.85) return `${percent(most)} of the draws are one of ${counts.size} values`;
  const numbers = values.filter((value): value is number => Number.isFinite(value));
  if (numbers.length < values.length / 2 || counts.size <= few) return undefined;
  const onLine = crowding(numbers);
  if (onLine === undefined || numbers.some((value) => value < 0)) return onLine;
  const zeros = numbers.filter((value) => value === 0).length / numbers.length;
  const orders = numbers.filter((value) => value > 0).map(Math.log10);
  if (zeros > 0.3 || Math.max(...orders) - Math.min(...orders) > mostDecades) return onLine;
  return crowding(orders) && onLine;
}

/** Tenths of the range, the outermost hundredths of draws left out, are neither crowded nor, but for three of them, empty. */
function crowding(numbers: readonly number[]): string | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  const [low, high] = [at(0.01), at(0.99)];
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

const percent = (share: number): string => `${Math.round(100 * share)} %`;
