import { UserError } from '#core';
import fc from 'fast-check';
import { leastTried, requiredShare, shareOf } from './conclude-cases.ts';
import { CaseError, evaluateCase } from './evaluate-case.ts';
import { checkCases, drawCases } from './generated-cases.ts';
import type { MutantEvidence } from './evidence-types.ts';
import type { InvariantClaim, Mutant } from './types.ts';

/**
 * Tries a mutant on as many draws as the tier asks for; where its `fc.pre` leaves too few, on further ones.
 * @throws UserError when it still turns nearly all away: a mutant that is killed by a few cases shows nothing
 */
export function tryMutant(
  claim: InvariantClaim,
  name: string,
  mutant: Mutant<unknown>,
  seed: number,
  runs: number,
): MutantEvidence {
  const who = `mutant "${name}"`;
  const cases = mutant.cases ?? claim.cases;
  let results: boolean[] = [];
  const tryOn = (value: unknown): void => {
    results.push(evaluateCase(claim, who, mutant.property, value).holds);
  };
  for (const value of drawCases(cases, { seed, numRuns: runs })) {
    try {
      tryOn(value);
    } catch (error) {
      if (!fc.PreconditionFailure.isFailure(error)) throw error;
    }
  }
  if (results.length < leastTried(runs)) {
    results = [];
    const details = checkCases(cases, (value) => (tryOn(value), true), {
      ...{ seed, numRuns: leastTried(runs), endOnFailure: true },
    });
    const { errorInstance } = details;
    if (errorInstance instanceof CaseError || errorInstance instanceof UserError) throw errorInstance;
    if (details.failed) {
      throw new UserError(
        `claim ${claim.id}: fc.pre in ${who} turned away all but ${results.length} of ${results.length + details.numSkips} cases`,
        'give it cases of its own that all satisfy what it assumes',
      );
    }
  }
  const killed = results.filter((holds) => !holds).length;
  const share = { killedShare: shareOf(killed, results.length), required: requiredShare(mutant, runs) };
  return { name, cases: results.length, killed, ...share };
}
