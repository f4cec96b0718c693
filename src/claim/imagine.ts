import { createRng, type Rng } from '#core';
import { numberOf } from './could-hold.ts';
import { boundariesOf, drawNumber } from './find-witness.ts';
import { ImaginedMeasures } from './imagined-measures.ts';
import { exchanged, type SeedMeasures } from './panels.ts';
import type { Exchange } from './replacements.ts';
import type { EmpiricalClaim, Panel } from './types.ts';

/** Panels over measures that are made up. */
export interface Imagined {
  readonly panels: readonly Panel[];
  readonly measures: ImaginedMeasures;
  readonly rng: Rng;
  /** The numbers of some panels with arms exchanged; they are read once, so that their measures are known. */
  readonly numbersWith: (exchange: Exchange, some?: readonly Panel[]) => () => number[];
}

/** Panels of a claim over its arms, which answer with numbers that are drawn anew, the same in every run. */
export function imagine(
  claim: EmpiricalClaim,
  panels: readonly Panel[],
  examples: readonly SeedMeasures[],
): Imagined {
  const rng = createRng(claim.id, 'imagined measures');
  const boundaries = boundariesOf(panels);
  const draw = (): number => drawNumber(boundaries, rng);
  const measures = new ImaginedMeasures(Object.keys(claim.arms), examples, draw);
  const numbersWith: Imagined['numbersWith'] = (exchange, some = panels) => {
    const arms = exchanged(measures.arms, exchange);
    const numbers = (): number[] => some.map((panel) => numberOf(panel, arms));
    numbers();
    return numbers;
  };
  return { panels, measures, rng, numbersWith };
}

const draws = 200;

/** Of each panel the number that it gives for all measures; undefined where it gives several, or none. */
export function sameNumbers(
  { panels, measures, rng }: Imagined,
  numbers: () => number[],
): (number | undefined)[] {
  const boundaries = boundariesOf(panels);
  const rows = Array.from({ length: draws }, () => {
    measures.set(measures.cells.map(() => drawNumber(boundaries, rng)));
    return numbers();
  });
  return panels.map((_, index) => {
    const values = rows.map((row) => row[index]!).filter(Number.isFinite);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return isSame(least, most) ? values[0] : undefined;
  });
}

/** Up to rounding. */
export function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}
