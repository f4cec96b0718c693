import { firstLook } from './looks.ts';
import type { Decision } from './evidence-types.ts';
import type { InconclusiveReason } from './types.ts';

/** The panels held against one arrangement of the arms. */
export interface HypothesisStanding extends Decision {
  /** Seeds so far of which nothing finite was measured that could have failed. */
  readonly nonFinite: number;
}

/** Where a claim stands at a look. */
export interface Standing {
  readonly treatment: HypothesisStanding;
  readonly controls: readonly HypothesisStanding[];
  /** Undefined for a claim that requires nothing. */
  readonly requires: HypothesisStanding | undefined;
  /** Seeds trained so far. */
  readonly seeds: number;
  /** Whether every seed gave the same numbers in all arms: then they are one run, counted several times. */
  readonly areAlike: boolean;
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
 * supported and every control is refuted, each at the level of one test (intersection-union). So is refutation: the
 * treatment is refuted. In both what the experiment requires is supported; refutation needs such a sign, while a claim
 * whose panels show it may be supported without one. Seeds that all gave the same numbers decide nothing.
 */
export function outcomeOf(standing: Standing): Outcome | undefined {
  const outcome = outcomeOfNumbers(standing);
  const counts = outcome && outcome.verdict !== 'inconclusive';
  return counts && standing.areAlike ? inconclusive('untested') : outcome;
}

function outcomeOfNumbers(standing: Standing): Outcome | undefined {
  switch (standing.treatment.verdict) {
    case 'refuted':
      // Runs that diverged are failures, but a rule refuted by them alone says nothing of the effect.
      return isUnstable(standing.treatment, standing) ? inconclusive('unstable') : outcomeOfRefuted(standing);
    case 'supported':
      return outcomeOfSupported(standing);
    case 'undecided':
      return standing.exhausted ? inconclusive(whyUndecided(standing)) : undefined;
  }
}

function outcomeOfRefuted(standing: Standing): Outcome | undefined {
  if (standing.requires?.verdict === 'supported') return { verdict: 'refuted' };
  return withoutSign(standing);
}

/** Of an experiment of which it is not shown that it worked, whatever its panels say. */
function withoutSign({ requires, exhausted }: Standing): Outcome | undefined {
  const open = requires?.verdict === 'undecided' && !exhausted;
  return open ? undefined : inconclusive('untested');
}

function outcomeOfSupported(standing: Standing): Outcome | undefined {
  const { controls, exhausted, requires } = standing;
  // Runs that all failed alike stay within any band.
  if (requires && requires.verdict !== 'supported') return withoutSign(standing);
  if (controls.some(({ verdict }) => verdict === 'supported')) return inconclusive('non-specific');
  if (controls.some(({ verdict }) => verdict === 'undecided') && !exhausted) return undefined;
  if (controls.some((control) => isUnstable(control, standing))) return inconclusive('control-unstable');
  const refuted = controls.every(({ verdict }) => verdict === 'refuted');
  return refuted ? { verdict: 'supported' } : inconclusive('control-undecided');
}

function whyUndecided(standing: Standing): Why {
  if (standing.seeds < firstLook) return 'needs-seeds';
  return isUnstable(standing.treatment, standing) ? 'unstable' : 'budget';
}

/** Whether numbers that are not finite are more than a quarter of the seeds. */
export function isUnstable({ nonFinite }: HypothesisStanding, { seeds }: Pick<Standing, 'seeds'>): boolean {
  return nonFinite > unstableShare * seeds;
}

function inconclusive(reason: Why): Outcome {
  return { verdict: 'inconclusive', inconclusive: reason };
}
