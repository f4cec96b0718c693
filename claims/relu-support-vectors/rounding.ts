import { svdAccuracy } from 'claimcheck/measure';
import type { Motion, Problem } from './motion.ts';
import { norm } from './vectors.ts';

/** Unit roundoff of float64. */
const unit = 2 ** -53;

/** What float64 may be off by along a stretch of the flow. */
export interface Rounding {
  /** Of the weight, and of its distance from a point. */
  readonly weight: number;
  /** Of the outputs x.w of all points together, and of the norm of the residuals. */
  readonly fit: number;
}

/**
 * Worst cases to first order, derived in the README ("What rounding may come to"): with A the active points, by the relative
 * error of their decomposition and of the sums over points and dimensions, times |A|_F |A^+|_F where a singular value is
 * divided by.
 * @param size of the weights that take part, in norm
 * @param misfit norm of the residuals of the least-squares fit of the active points; 0 where a weight fits them all
 */
export function roundingOf({ x }: Problem, { start, rates }: Motion, size: number, misfit = 0): Rounding {
  const roundings = 5 * start.length + x.length + 10;
  const relative = 2 * svdAccuracy + roundings * unit;
  const reach = Math.hypot(...x.map(norm));
  const inverse = Math.hypot(...rates.map((rate) => 1 / Math.sqrt(rate)));
  const condition = Math.max(1, inverse * Math.hypot(...rates.map(Math.sqrt)));
  return {
    weight: relative * condition * (size + inverse * misfit),
    fit: relative * (reach * size + condition * misfit),
  };
}
