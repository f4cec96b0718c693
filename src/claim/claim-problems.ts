import { messageOf } from '#core';
import type { Arbitrary } from 'fast-check';
import { controlProblems } from './control-problems.ts';
import { problemLines } from './describe-issues.ts';
import { spreadProblems } from './spread-problems.ts';
import type { Claim, InvariantClaim } from './types.ts';

/** Cases that are looked at, of the theorem and of a mutant that has its own. */
const draws = { theorem: 1000, mutant: 300 };

/**
 * What can be found wrong with a claim before anything is trained, besides what its definition refuses: controls that could
 * not have failed, and cases of a theorem that are hardly spread.
 * @returns a line for each problem, with the claim, the field and what to do; undefined where nothing can be told of the
 *   controls before something was measured
 */
export function claimProblems(claim: Claim): string[] | undefined {
  const problems = claim.kind === 'empirical' ? controlProblems(claim) : caseProblems(claim);
  return problems && problemLines(`claim ${claim.id}`, problems);
}

function caseProblems({ cases, mutants }: InvariantClaim): string[] {
  const ofMutants = Object.entries(mutants).flatMap(([name, mutant]) =>
    mutant.cases ? problemsOf(`cases of mutant "${name}"`, mutant.cases, draws.mutant) : [],
  );
  return [...problemsOf('cases', cases, draws.theorem), ...ofMutants];
}

function problemsOf(field: string, cases: Arbitrary<unknown>, count: number): string[] {
  try {
    const mend = 'draw evenly over what is assumed, as even and logEven do';
    return spreadProblems(cases, count).map((problem) => `${field}, ${problem}; ${mend}`);
  } catch (error) {
    return [`${field} cannot be drawn: ${messageOf(error)}; let every draw give a case`];
  }
}
