import fc from 'fast-check';
import { caseResult } from './case-result.ts';
import type { CaseResult, InvariantClaim } from './types.ts';

/** A property that threw: a fault of the program, which says nothing about the claim. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

/**
 * What a property, or a mutant under its name, gives on a case.
 * @throws CaseError when it throws, UserError when it returns no result; what `fc.pre` throws is passed on
 */
export function evaluateCase(
  claim: InvariantClaim,
  name: string,
  property: (value: unknown) => CaseResult,
  value: unknown,
): CaseResult {
  return caseResult(`claim ${claim.id}: ${name}`, returnedFor(claim, name, property, value));
}

function returnedFor(
  claim: InvariantClaim,
  name: string,
  property: (value: unknown) => unknown,
  value: unknown,
): unknown {
  try {
    return property(value);
  } catch (error) {
    if (fc.PreconditionFailure.isFailure(error)) throw error;
    throw new CaseError(
      `claim ${claim.id}: ${name} threw on the case ${fc.stringify(value)}: ${String(error)}`,
      { cause: error },
    );
  }
}
