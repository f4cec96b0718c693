import {
  evidenceThreshold,
  log10EvidenceAgainst,
  log10EvidenceFor,
  majorityBets,
  prevalenceBets,
  requireBets,
} from './e-process.ts';
import type { Bets } from './e-process.ts';

/** How a stream of seeds is judged; all of it is fixed before the first seed is seen. */
export interface DecisionPlan extends Bets {
  /** Evidence at which a side wins, above 1. */
  readonly threshold: number;
  /** Numbers of seeds after which the evidence is looked at, ascending. */
  readonly looks: readonly number[];
}

/** At most 32 seeds; the first look is the first at which unanimous seeds reach the threshold. */
export const majorityPlan: DecisionPlan = {
  ...majorityBets,
  threshold: evidenceThreshold,
  looks: [8, 12, 16, 24, 32],
};

/** At most 64 seeds; support needs at least 24, and all of them when it comes at the 24th. */
export const prevalencePlan: DecisionPlan = {
  ...prevalenceBets,
  threshold: evidenceThreshold,
  looks: [8, 12, 16, 24, 32, 48, 64],
};

/** What the seeds so far decide. */
export type SequentialVerdict = 'supported' | 'refuted' | 'undecided';

/** Verdict and evidence after `seeds` seeds. */
export interface SequentialDecision {
  readonly verdict: SequentialVerdict;
  readonly seeds: number;
  readonly successes: number;
  readonly log10EvidenceFor: number;
  readonly log10EvidenceAgainst: number;
}

export interface DecisionTrail {
  /** The last of `looks`; before the first look the evidence so far, undecided whatever its size. */
  readonly decision: SequentialDecision;
  /** One entry per look that was reached, oldest first; none after the first that decided. */
  readonly looks: readonly SequentialDecision[];
  /** Seeds that the next look needs; undefined once decided or out of looks. */
  readonly nextLook: number | undefined;
}

/**
 * Judges seeds in their order: looks at the contiguous finished prefix only, at the planned looks only, and keeps the
 * first decision whatever comes later.
 * @param outcomes success of seed 1, 2, ...; undefined for a seed that is not finished, which hides all seeds after it
 * @throws RangeError when the options are not a valid plan
 */
export function decide(
  outcomes: readonly (boolean | undefined)[],
  options: Partial<DecisionPlan> = {},
): DecisionTrail {
  const plan = planOf(options);
  const finished = contiguousPrefix(outcomes);
  const looks: SequentialDecision[] = [];
  let nextLook: number | undefined;
  for (const look of plan.looks) {
    if (look > finished) {
      nextLook = look;
      break;
    }
    const decision = decisionAt(countSuccesses(outcomes, look), look, plan);
    looks.push(decision);
    if (decision.verdict !== 'undecided') break;
  }
  const pending = (): SequentialDecision => ({
    ...decisionAt(countSuccesses(outcomes, finished), finished, plan),
    verdict: 'undecided',
  });
  return { decision: looks.at(-1) ?? pending(), looks, nextLook };
}

/** Verdict and evidence of `successes` among `n` seeds, as one look sees them. */
export function decisionAt(
  successes: number,
  n: number,
  plan: Omit<DecisionPlan, 'looks'> = majorityPlan,
): SequentialDecision {
  const evidenceFor = log10EvidenceFor(successes, n, plan);
  const evidenceAgainst = log10EvidenceAgainst(successes, n, plan);
  const bar = Math.log10(plan.threshold);
  const opposed = evidenceAgainst >= bar ? 'refuted' : 'undecided';
  return {
    verdict: evidenceFor >= bar ? 'supported' : opposed,
    seeds: n,
    successes,
    log10EvidenceFor: evidenceFor,
    log10EvidenceAgainst: evidenceAgainst,
  };
}

/** The options completed by the majority plan, checked. */
export function planOf(options: Partial<DecisionPlan>): DecisionPlan {
  const plan = { ...majorityPlan, ...options };
  requireBets(plan);
  if (!(plan.threshold > 1)) throw new RangeError(`threshold must be above 1, got ${plan.threshold}`);
  const ascending = plan.looks.every(
    (look, index) => Number.isInteger(look) && look > (index === 0 ? 0 : plan.looks[index - 1]!),
  );
  if (!ascending || plan.looks.length === 0) {
    throw new RangeError(`looks must be ascending whole numbers from 1 on, got [${plan.looks.join(', ')}]`);
  }
  return plan;
}

function contiguousPrefix(outcomes: readonly (boolean | undefined)[]): number {
  let length = 0;
  while (length < outcomes.length && outcomes[length] !== undefined) length++;
  return length;
}

function countSuccesses(outcomes: readonly (boolean | undefined)[], n: number): number {
  let successes = 0;
  for (let seed = 0; seed < n; seed++) if (outcomes[seed] === true) successes++;
  return successes;
}
