import type { Tier } from '#core';
import type { Evidence, MutantEvidence } from './evidence-types.ts';
import type { InvariantClaim, Mutant } from './types.ts';

/** What evidence of an invariant has nothing of. */
export const noTraining = {
  ...{ log10EvidenceFor: 0, log10EvidenceAgainst: 0 },
  ...{ panels: [], controls: [], looks: [], perSeed: [], curves: [], steps: 0 },
} as const;

/** Cases that a tier asks for. */
export function runsOf({ runs }: InvariantClaim, tier: Tier): number {
  return tier === 'real' ? runs.standard : (runs[tier] ?? runs.standard);
}

/** Share of the cases that a mutant must fail on: one case where the claim does not say. */
export function requiredShare(mutant: Mutant<unknown>, runs: number): number {
  return mutant.killedShare ?? 1 / runs;
}

/**
 * The fewest cases that tell anything of a mutant: what fails on 29 of 29 fails on 90 % of all with 95 % confidence
 * (.05^(1/29) = .902).
 */
export function leastTried(runs: number): number {
  return Math.min(runs, 29);
}

export function shareOf(killed: number, cases: number): number {
  return cases === 0 ? 0 : killed / cases;
}

/** What the property gave: counts up to the first case that failed. */
interface Tried {
  readonly cases: number;
  readonly held: number;
  readonly counterexample: Evidence['counterexample'] | undefined;
}

type Conclusion = Pick<Evidence, 'verdict' | 'inconclusive' | 'reason' | 'seeds' | 'successes' | 'mutants'>;

/** The verdict that counts of cases and mutants give, with its reason. */
export function concludeCases(
  { cases, held, counterexample }: Tried,
  mutants: readonly MutantEvidence[],
): Conclusion {
  const counts = { seeds: cases, successes: held, mutants };
  if (counterexample) {
    const reason = `case ${cases} breaks the property; the smallest found is ${counterexample.value}`;
    return { ...counts, verdict: 'refuted', reason };
  }
  const start = `the property held on ${held} of ${cases} cases`;
  const survivors = mutants.filter(({ killedShare, required }) => killedShare < required);
  if (survivors.length === 0) {
    const reason = `${start}; ${mutants.length} of ${mutants.length} mutants killed`;
    return { ...counts, verdict: 'supported', reason };
  }
  const listed = survivors.map(({ name, killed, cases: of }) => `"${name}" (killed on ${killed} of ${of})`);
  return {
    ...counts,
    verdict: 'inconclusive',
    inconclusive: 'mutant-survived',
    reason: `${start}, but it cannot tell the mutant ${listed.join(' and ')} from the theorem`,
  };
}
