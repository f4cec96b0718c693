import { firstLook } from './looks.ts';
import type { Decision } from './evidence-types.ts';
import type { InconclusiveReason } from './types.ts';

/** Where a claim stands at a look. */
export interface Standing {
  readonly treatment: Decision;
  readonly controls: readonly Decision[];
  /** Seeds trained so far, and how many of them gave no finite number for the primary panel. */
  readonly seeds: number;
  readonly nonFinite: number;
  /** Whether the tier allows no more seeds. */
  readonly exhausted: boolean;
}

export type Outcome =
  | { readonly verdict: 'supported' }
  | { readonly verdict: 'refuted' }
  | {
      readonly verdict: 'inconclusive';
      readonly inconclusive: Exclude<InconclusiveReason, 'mutant-survived'>;
    };

type Why = Extract<Outcome, { verdict: 'inconclusive' }>['inconclusive'];

/** Share of runs without a finite number above which a verdict would speak of the training, not of the claim. */
const unstableShare = 0.25;

/**
 * The claim's outcome, or undefined while more seeds could settle it. Support is a conjunction: the treatment is
 * supported and every control is refuted, each at the level of one test (intersection-union).
 */
export function outcomeOf(standing: Standing): Outcome | undefined {
  switch (standing.treatment.verdict) {
    case 'refuted':
      // Runs that diverged are failures, but a rule refuted by them alone says nothing of the effect.
      return isUnstable(standing) ? inconclusive('unstable') : { verdict: 'refuted' };
    case 'supported':
      return outcomeOfSupported(standing);
    case 'undecided':
      return standing.exhausted ? inconclusive(whyUndecided(standing)) : undefined;
  }
}

function outcomeOfSupported({ controls, exhausted }: Standing): Outcome | undefined {
  if (controls.some(({ verdict }) => verdict === 'supported')) return inconclusive('non-specific');
  if (controls.every(({ verdict }) => verdict === 'refuted')) return { verdict: 'supported' };
  return exhausted ? inconclusive('control-undecided') : undefined;
}

function whyUndecided(standing: Standing): Why {
  if (standing.seeds < firstLook) return 'needs-seeds';
  return isUnstable(standing) ? 'unstable' : 'budget';
}

function isUnstable({ nonFinite, seeds }: Standing): boolean {
  return nonFinite > unstableShare * seeds;
}

function inconclusive(reason: Why): Outcome {
  return { verdict: 'inconclusive', inconclusive: reason };
}
