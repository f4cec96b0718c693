import { requireBetween, requireCounts } from './preconditions.ts';
import { incompleteBeta } from './special.ts';

/**
 * One-sided exact sign test at a fixed n: P(at least this many successes) when each has probability `pi0`. For display;
 * unlike the e-process it is not valid at several looks.
 */
export function signTest(successes: number, n: number, pi0: number = 0.5): number {
  requireCounts(successes, n);
  requireBetween('pi0', pi0, 0, 1);
  return successes === 0 ? 1 : incompleteBeta(pi0, successes, n - successes + 1);
}
