import { caseProblems } from './case-problems.ts';
import { controlProblems } from './control-problems.ts';
import { problemLines } from './describe-issues.ts';
import { measureProblems } from './measure-problems.ts';
import type { Claim, EmpiricalClaim } from './types.ts';

/**
 * What can be found wrong with a claim before anything is trained, besides what its definition refuses: arms that
 * do not exist, measures whose names are misspelt, controls that could not have failed, and cases of a theorem that are hardly
 * spread. `judge` refuses the same, misspelt measures once there are some.
 * @returns a line for each problem, with the claim, the field and what to do; undefined where nothing can be told of the
 *   controls before something was measured
 */
export function claimProblems(claim: Claim): string[] | undefined {
  const problems = claim.kind === 'empirical' ? empiricalProblems(claim) : caseProblems(claim);
  return problems && problemLines(`claim ${claim.id}`, problems);
}

function empiricalProblems(claim: EmpiricalClaim): string[] | undefined {
  const misspelt = measureProblems(claim);
  const others = controlProblems(claim);
  return misspelt.length > 0 ? [...misspelt, ...(others ?? [])] : others;
}
