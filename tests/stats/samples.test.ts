import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as stats from '#stats';

/** NaN and infinities are stored as text. */
type Stored = number | string | readonly Stored[];
type Case = readonly [args: readonly Stored[], expected: Stored];

const { tables } = JSON.parse(
  readFileSync(new URL('../../fixtures/stats/samples.json', import.meta.url), 'utf8'),
) as { tables: Readonly<Record<string, { cases: readonly Case[] }>> };

function valueOf(stored: Stored): Stored {
  if (typeof stored === 'number') return stored;
  if (typeof stored !== 'string') return stored.map(valueOf);
  return stored === 'NaN' || !Number.isNaN(Number(stored)) ? Number(stored) : stored;
}

const tValues = (test: stats.TTest): number[] => [
  test.t,
  // Without t SciPy has NaN, n - 1 or 1.
  Number.isNaN(test.t) ? NaN : test.degreesOfFreedom,
  test.pGreater,
  test.pLess,
  test.pTwoSided,
];

/** What is held against SciPy, as the same numbers. */
const ours: Readonly<Record<string, (...args: never[]) => number | readonly number[]>> = {
  mean: stats.mean,
  variance: stats.variance,
  standardDeviation: stats.standardDeviation,
  median: stats.median,
  quantile: stats.quantile,
  interquartileMean: stats.interquartileMean,
  oneSampleT: (...args: Parameters<typeof stats.oneSampleT>) => tValues(stats.oneSampleT(...args)),
  pairedT: (x: number[], y: number[]) => tValues(stats.pairedT(x, y)),
  welchT: (x: number[], y: number[]) => tValues(stats.welchT(x, y)),
  meanInterval: stats.meanInterval,
  mannWhitney: (x: number[], y: number[]) => {
    const { u, pGreater } = stats.mannWhitney(x, y);
    return [u, pGreater];
  },
  signTest: stats.signTest,
  clopperPearson: stats.clopperPearson,
  holm: stats.holm,
  benjaminiHochberg: stats.benjaminiHochberg,
  eBenjaminiHochberg: (values: number[], q: number) => stats.eBenjaminiHochberg(values, q).count,
  signFlipTest: (x: number[]) => stats.signFlipTest(x).p,
  permutationTest: (x: number[], y: number[]) => stats.permutationTest(x, y).p,
  log10EvidenceFor: (k: number, n: number) => stats.log10EvidenceFor(k, n),
  log10EvidenceAgainst: (k: number, n: number) => stats.log10EvidenceAgainst(k, n),
  allowedFailures: (n: number, threshold: number) => stats.allowedFailures(n, threshold),
};

/** Without its first number, or with an error for it, SciPy has no result. */
function isNone(value: Stored): boolean {
  return typeof value === 'object' ? isNone(value[0]!) : typeof value === 'string' || Number.isNaN(value);
}

function agrees(actual: Stored, expected: Stored): boolean {
  if (typeof actual === 'object' && typeof expected === 'object') {
    return actual.length === expected.length && actual.every((value, i) => agrees(value, expected[i]!));
  }
  if (typeof actual !== 'number' || typeof expected !== 'number') return false;
  if (Object.is(actual, expected) || actual === expected) return true;
  return Math.abs(actual - expected) <= 1e-9 * Math.abs(expected) + 1e-14;
}

/** What is wrong with one case; where SciPy has nothing to say for want of values, ours may refuse, by name. */
function fault(name: string, args: readonly Stored[], expected: Stored): string | undefined {
  const call = `${name}(${args.map((arg) => JSON.stringify(arg, (_, v: unknown) => (typeof v === 'number' ? String(v) : v))).join(', ')})`;
  let actual: Stored;
  try {
    actual = (ours[name] as (...args: readonly Stored[]) => Stored)(...args);
  } catch (error) {
    const refused =
      error instanceof RangeError && new RegExp(`^${name}(: [xy])? needs at least`).test(error.message);
    return refused && isNone(expected) ? undefined : `${call}: ${String(error)}, SciPy: ${String(expected)}`;
  }
  return agrees(actual, expected) ? undefined : `${call} = ${String(actual)}, SciPy: ${String(expected)}`;
}

describe('drawn samples, with extremes, ties, NaN, infinities and few values, against SciPy', () => {
  it('every table has its function', () => {
    expect(Object.keys(ours).sort()).toEqual(Object.keys(tables).sort());
  });

  it.each(Object.entries(tables))('%s', (name, { cases }) => {
    const faults = cases
      .map(([args, expected]) => fault(name, args.map(valueOf), valueOf(expected)))
      .filter((found) => found !== undefined);
    expect(faults.slice(0, 5)).toEqual([]);
  });
});
