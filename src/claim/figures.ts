import { UserError } from '#core';
import { median, quantile } from '#stats';
import { fieldName } from './describe-issues.ts';
import type { FigureEvidence } from './evidence-types.ts';
import type { Axis, EmpiricalClaim, Figure, Measures } from './types.ts';
import { refuseUnknown, watchMeasures } from './watch-measures.ts';

type Points = readonly (readonly [x: number, y: number])[];

/**
 * The declared figures over the seeds that were trained: the median of x and y and the quartiles of y, point by point,
 * over the seeds whose point is finite.
 * @throws UserError for a figure whose lines or points are not the same for every seed, or that reads an arm or a measure
 *   that does not exist
 */
export function figuresOf(
  claim: EmpiricalClaim,
  perSeed: readonly Readonly<Record<string, Measures>>[],
): FigureEvidence[] {
  return Object.entries(claim.figures ?? {}).map(([name, { x, y, lines }]: [string, Figure]) => {
    const seeds = perSeed.map((arms) => linesOf(claim.id, name, lines, arms));
    const names = Object.keys(seeds[0] ?? {});
    checkAlike(claim.id, name, names, seeds);
    return {
      name,
      x: withScale(x),
      y: withScale(y),
      lines: names.map((line) => ({ name: line, ...summarize(seeds.map((seed) => seed[line]!)) })),
    };
  });
}

function linesOf(
  id: string,
  figure: string,
  lines: Figure['lines'],
  arms: Readonly<Record<string, Measures>>,
): ReturnType<Figure['lines']> {
  const watched = watchMeasures(arms);
  try {
    return lines(watched.arms);
  } finally {
    refuseUnknown(`claim ${id}: ${fieldName(['figures', figure])}`, watched);
  }
}

function withScale({ label, scale = 'linear' }: Axis): Required<Axis> {
  return { label, scale };
}

function checkAlike(
  id: string,
  figure: string,
  names: readonly string[],
  seeds: readonly Readonly<Record<string, Points>>[],
): void {
  const shape = (seed: Readonly<Record<string, Points>>): string =>
    Object.entries(seed)
      .map(([line, points]) => `${line}: ${points.length}`)
      .join(', ');
  const other = seeds.find((seed) => shape(seed) !== shape(seeds[0]!));
  if (!other && names.length > 0) return;
  throw new UserError(
    other
      ? `claim ${id}: figures.${figure} has points ${shape(seeds[0]!)} for one seed and ${shape(other)} for another`
      : `claim ${id}: figures.${figure} has no line`,
    'give the same lines with as many points for every seed, NaN where a seed has none',
  );
}

function summarize(seeds: readonly Points[]): Omit<FigureEvidence['lines'][number], 'name'> {
  const points = seeds[0]!.map((_, index) =>
    seeds.map((seed) => seed[index]!).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y)),
  );
  const over = (of: (values: number[]) => number, axis: 0 | 1): number[] =>
    points.map((point) => (point.length === 0 ? NaN : of(point.map((pair) => pair[axis]))));
  return {
    x: over(median, 0),
    y: over(median, 1),
    lower: over((values) => quantile(values, 0.25), 1),
    upper: over((values) => quantile(values, 0.75), 1),
  };
}
