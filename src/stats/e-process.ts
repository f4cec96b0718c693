import { requireBetween, requireCounts } from './preconditions.ts';

/**
 * Bets of the sign e-process on theta, the probability that a seed succeeds. The null for support is
 * theta <= pi0, the null for refutation theta >= pi0.
 */
export interface Bets {
  readonly pi0: number;
  /** The theta that evidence for bets on; above pi0. */
  readonly p1: number;
  /** The theta that evidence against bets on; below pi0. */
  readonly q1: number;
}

/** "More than half of the seeds show it", that is: the median effect exceeds the margin. */
export const majorityBets: Bets = { pi0: 0.5, p1: 0.9, q1: 0.1 };

/** "Nearly all seeds show it": for claims worded always or reliably. Refuted where about half of the seeds fail. */
export const prevalenceBets: Bets = { pi0: 0.8, p1: 0.97, q1: 0.5 };

/** Evidence that decides: by Ville's inequality a false verdict has probability 1/100 at most. */
export const evidenceThreshold = 100;

/** Throws unless 0 < q1 < pi0 < p1 < 1; outside that, the bets are not an e-process. */
export function requireBets({ pi0, p1, q1 }: Bets): void {
  requireBetween('pi0', pi0, 0, 1);
  requireBetween('p1', p1, pi0, 1);
  requireBetween('q1', q1, 0, pi0);
}

/**
 * log10 of E+ = (p1/pi0)^k ((1-p1)/(1-pi0))^(n-k), k successes among the first n seeds: under theta <= pi0 a
 * nonnegative supermartingale that starts at 1 (Wald 1945; Ville 1939; Shafer 2021, "Testing by betting").
 */
export function log10EvidenceFor(
  successes: number,
  n: number,
  { pi0, p1 }: Pick<Bets, 'pi0' | 'p1'> = majorityBets,
): number {
  requireCounts(successes, n);
  return log10LikelihoodRatio(successes, n, p1, pi0);
}

/** log10 of E- = (q1/pi0)^k ((1-q1)/(1-pi0))^(n-k): the same under theta >= pi0. */
export function log10EvidenceAgainst(
  successes: number,
  n: number,
  { pi0, q1 }: Pick<Bets, 'pi0' | 'q1'> = majorityBets,
): number {
  requireCounts(successes, n);
  return log10LikelihoodRatio(successes, n, q1, pi0);
}

function log10LikelihoodRatio(successes: number, n: number, alternative: number, pi0: number): number {
  return (
    successes * Math.log10(alternative / pi0) + (n - successes) * Math.log10((1 - alternative) / (1 - pi0))
  );
}

/**
 * The most failures among n seeds at which evidence for still reaches `threshold`, or -1 when even n successes fall
 * short: floor((n ln(p1/pi0) - ln T) / (ln(p1/pi0) - ln((1-p1)/(1-pi0)))).
 */
export function allowedFailures(
  n: number,
  threshold: number = evidenceThreshold,
  { pi0, p1 }: Pick<Bets, 'pi0' | 'p1'> = majorityBets,
): number {
  const gain = Math.log(p1 / pi0);
  const loss = Math.log((1 - p1) / (1 - pi0));
  const failures = Math.floor((n * gain - Math.log(threshold)) / (gain - loss));
  return Math.max(-1, Math.min(n, failures));
}
