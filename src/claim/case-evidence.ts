import { caseSeed } from './case-seed.ts';
import { concludeCases, noTraining, requiredShare, runsOf, shareOf } from './conclude-cases.ts';
import { headEvidence } from './head-evidence.ts';
import type { Evidence, MutantEvidence } from './evidence-types.ts';
import type { InvariantClaim } from './types.ts';

/**
 * What evidence of an invariant says of its decision, again from its counts: where nothing broke all cases held, and where
 * something did all before it. With the claim, also what it asks for: cases, mutants and their shares.
 */
export function caseEvidence(
  evidence: Evidence,
  claim?: InvariantClaim,
): Partial<Record<keyof Evidence, unknown>> {
  const { tier, seedFamily: family, seedBase, counterexample, generated } = evidence;
  const seed = caseSeed({ ...evidence, family, seedBase });
  const runs = claim ? runsOf(claim, tier) : generated?.runs;
  // A broken case ended the count at any place.
  const cases = counterexample ? Math.min(evidence.seeds, runs ?? Infinity) : runs;
  const held = counterexample ? evidence.seeds - 1 : runs;
  const mutants = claim && runs ? mutantsOf(evidence, claim, runs) : evidence.mutants.map(counted);
  return {
    ...(claim && { ...headEvidence(claim, { tier, family, seedBase }), finding: claim.finding }),
    inconclusive: undefined,
    ...concludeCases({ cases: cases ?? NaN, held: held ?? NaN, counterexample }, mutants),
    ...noTraining,
    generated: { seed, runs },
    counterexample: counterexample && { ...counterexample, seed },
  };
}

/** At most as many killed as there were cases. */
function counted(mutant: MutantEvidence): MutantEvidence {
  const killed = Math.min(mutant.killed, mutant.cases);
  return { ...mutant, killed, killedShare: shareOf(killed, mutant.cases) };
}

function mutantsOf({ mutants }: Evidence, claim: InvariantClaim, runs: number): MutantEvidence[] {
  return Object.entries(claim.mutants).map(([name, mutant], index) => {
    const { cases = NaN, killed = NaN } = mutants[index] ?? {};
    const most = Math.min(cases, runs);
    return counted({ name, cases: most, killed, killedShare: NaN, required: requiredShare(mutant, runs) });
  });
}
