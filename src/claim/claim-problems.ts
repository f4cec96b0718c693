import { caseProblems } from './case-problems.ts';
import { controlProblems } from './control-problems.ts';
import { problemLines } from './describe-issues.ts';
import type { Claim } from './types.ts';

/**
 * What can be found wrong with a claim before anything is trained, besides what its definition refuses: controls that could
 * not have failed, and cases of a theorem that are hardly spread. `judge` refuses the same, in the same words.
 * @returns a line for each problem, with the claim, the field and what to do; undefined where nothing can be told of the
 *   controls before something was measured
 */
export function claimProblems(claim: Claim): string[] | undefined {
  const problems = claim.kind === 'empirical' ? controlProblems(claim) : caseProblems(claim);
  return problems && problemLines(`claim ${claim.id}`, problems);
}
