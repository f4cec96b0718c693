import { judgeEmpirical } from './judge-empirical.ts';
import { judgeInvariant } from './judge-invariant.ts';
import type { JudgeOptions } from './judge-options.ts';
import type { Evidence } from './evidence-types.ts';
import type { Claim } from './types.ts';

/**
 * Trains (or generates cases) until the claim is decided or the tier's budget is used, and returns the evidence.
 * Errors of an arm are passed on: a failed machine says nothing about a claim.
 * @throws UserError when the claim has no such tier, or an arm returns what it should not
 */
export function judge(claim: Claim, options: JudgeOptions): Promise<Evidence> {
  return claim.kind === 'empirical' ? judgeEmpirical(claim, options) : judgeInvariant(claim, options);
}
