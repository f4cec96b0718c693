import fc from 'fast-check';
import { caseSeed } from './case-seed.ts';
import { concludeCases, leastTried, noTraining, requiredShare, runsOf, shareOf } from './conclude-cases.ts';
import { checkCases } from './generated-cases.ts';
import { wholeHead } from './head-evidence.ts';
import type { Evidence, MutantEvidence } from './evidence-types.ts';
import type { InvariantClaim } from './types.ts';

/**
 * What evidence of an invariant says of its decision, again from its counts: where nothing broke all cases held, and where
 * something did all before it. With the claim, also what it asks for: cases, mutants and their shares; and the case that
 * broke the property is generated and tried again.
 */
export function caseEvidence(
  evidence: Evidence,
  claim?: InvariantClaim,
): Partial<Record<keyof Evidence, unknown>> {
  const { tier, seedFamily: family, seedBase, counterexample, generated } = evidence;
  const seed = caseSeed({ ...evidence, family, seedBase });
  const runs = claim ? runsOf(claim, tier) : generated?.runs;
  const cases = counterexample ? Math.min(evidence.seeds, runs ?? Infinity, placeOf(counterexample)) : runs;
  const held = counterexample ? evidence.seeds - 1 : runs;
  const broken = counterexample && { ...counterexample, seed, ...(claim && retried(claim, counterexample)) };
  const mutants = claim && runs ? mutantsOf(evidence, claim, runs) : evidence.mutants.map(counted);
  return {
    ...(claim && wholeHead(claim, { tier, family, seedBase })),
    inconclusive: undefined,
    ...concludeCases({ cases: cases ?? NaN, held: held ?? NaN, counterexample: broken }, mutants),
    ...noTraining,
    generated: { seed, runs },
    counterexample: broken,
  };
}

type Counterexample = NonNullable<Evidence['counterexample']>;

/** Which of the cases broke, from 1: its path starts there. Cases that the property turned away are not counted. */
function placeOf({ path }: Counterexample): number {
  return Number(path.split(':')[0]) + 1;
}

/** The case that seed and path lead to, if the property does not hold on it; of another, nothing is left to show. */
function retried(claim: InvariantClaim, { seed, path }: Counterexample): Pick<Counterexample, 'value'> {
  try {
    const { counterexample } = checkCases(claim.cases, (value) => claim.property(value).holds, {
      ...{ seed, path, numRuns: 1, endOnFailure: true },
    });
    return { value: counterexample ? fc.stringify(counterexample[0]) : 'a case that does not break' };
  } catch {
    return { value: 'no case' };
  }
}

/** At most as many killed as there were cases. */
function counted(mutant: MutantEvidence): MutantEvidence {
  const killed = Math.min(mutant.killed, mutant.cases);
  return { ...mutant, killed, killedShare: shareOf(killed, mutant.cases) };
}

function mutantsOf({ mutants }: Evidence, claim: InvariantClaim, runs: number): MutantEvidence[] {
  return Object.entries(claim.mutants).map(([name, mutant], index) => {
    const { cases = NaN, killed = NaN } = mutants[index] ?? {};
    const most = Math.max(leastTried(runs), Math.min(cases, runs));
    return counted({ name, cases: most, killed, killedShare: NaN, required: requiredShare(mutant, runs) });
  });
}
