import { messageOf } from '#core';
import type { Arbitrary } from 'fast-check';
import { definitionError } from './describe-issues.ts';
import { spreadProblems } from './spread-problems.ts';
import type { InvariantClaim } from './types.ts';

/** Cases that are looked at, of the theorem and of a mutant that has its own. */
const draws = { theorem: 1000, mutant: 300 };

/**
 * What the cases of a theorem, and those that a mutant has for itself, hardly reach: see `spreadProblems`.
 * @returns a line for each problem, with the field and what to do
 */
export function caseProblems({ cases, mutants }: InvariantClaim): string[] {
  const ofMutants = Object.entries(mutants).flatMap(([name, mutant]) =>
    mutant.cases ? problemsOf(`cases of mutant "${name}"`, mutant.cases, draws.mutant) : [],
  );
  return [...problemsOf('cases', cases, draws.theorem), ...ofMutants];
}

/**
 * Refuses a theorem on whose cases nothing would be tested.
 * @throws UserError with a line for each problem
 */
export function requireSpreadCases(claim: InvariantClaim): void {
  const problems = caseProblems(claim);
  if (problems.length > 0) throw definitionError(claim.id, problems);
}

function problemsOf(field: string, cases: Arbitrary<unknown>, count: number): string[] {
  try {
    const hint = 'draw evenly over what is assumed, as even and logEven do';
    return spreadProblems(cases, count).map((problem) => `${field}, ${problem}; ${hint}`);
  } catch (error) {
    return [`${field} cannot be drawn: ${messageOf(error)}; let every draw give a case`];
  }
}
