import { decisionAt, planOf } from './decision.ts';
import type { DecisionPlan } from './decision.ts';

/** What a plan does when each seed succeeds with probability `theta`, independently. */
export interface OperatingCharacteristic {
  readonly theta: number;
  /** Probability of support. */
  readonly supported: number;
  /** Probability of refutation. */
  readonly refuted: number;
  /** Expected seeds until a decision or the last look. */
  readonly meanSeeds: number;
}

/**
 * Operating characteristic of a plan at `theta`, exact up to rounding: dynamic programming over the distribution of the
 * success count among streams that are still undecided.
 * @throws RangeError for a theta outside [0, 1], or options that are not a valid plan
 */
export function operatingCharacteristic(
  theta: number,
  options: Partial<DecisionPlan> = {},
): OperatingCharacteristic {
  const plan = planOf(options);
  if (!(theta >= 0 && theta <= 1)) throw new RangeError(`theta must lie in [0, 1], got ${theta}`);
  const ended = { supported: 0, refuted: 0, undecided: 0 };
  let meanSeeds = 0;
  let mass: number[] = [1]; // mass[k]: undecided so far, with k successes
  let n = 0;
  for (const look of plan.looks) {
    for (; n < look; n++) mass = afterOneSeed(mass, theta);
    mass = mass.map((probability, successes) => {
      const { verdict } = decisionAt(successes, look, plan);
      if (verdict === 'undecided' && look !== plan.looks.at(-1)) return probability;
      ended[verdict] += probability;
      meanSeeds += probability * look;
      return 0;
    });
  }
  return { theta, supported: ended.supported, refuted: ended.refuted, meanSeeds };
}

function afterOneSeed(mass: readonly number[], theta: number): number[] {
  return Array.from(
    { length: mass.length + 1 },
    (_, successes) => (mass[successes] ?? 0) * (1 - theta) + (mass[successes - 1] ?? 0) * theta,
  );
}
