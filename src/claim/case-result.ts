import { UserError } from '#core';
import { show } from './describe-issues.ts';
import type { CaseResult } from './types.ts';

const hint = 'return { holds, error } at once: a boolean, and a number or nothing';

/**
 * What a property or mutant returned, if it is a result: anything else would count as held or as broken without a test.
 * @param who the claim and which of its functions, as messages name it
 * @throws UserError naming who, what came, and what to return
 */
export function caseResult(who: string, returned: unknown): CaseResult {
  if (isThenable(returned)) {
    // Nobody waits for it: if it is rejected later, that is no error of the process.
    returned.then(undefined, () => undefined);
    throw new UserError(`${who} returned a promise`, hint);
  }
  const { holds, error } = (typeof returned === 'object' && returned !== null ? returned : {}) as {
    readonly holds?: unknown;
    readonly error?: unknown;
  };
  if (typeof holds !== 'boolean') {
    throw new UserError(`${who} returned ${described(returned)}, which has no boolean "holds"`, hint);
  }
  if (error !== undefined && typeof error !== 'number') {
    throw new UserError(`${who} returned the error ${show(error)}, which is no number`, hint);
  }
  if (holds && error !== undefined && !Number.isFinite(error)) {
    throw new UserError(
      `${who} holds with the error ${error}, which is below no tolerance`,
      'compare such that holds is false where the error is no number, as error <= tolerance is',
    );
  }
  return returned as CaseResult;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}

function described(value: unknown): string {
  return value === undefined ? 'nothing' : show(value);
}

/** Whether a function is declared such that it can only return a promise or a generator. */
export function neverReturnsResult(value: unknown): boolean {
  return typeof value === 'function' && Object.prototype.toString.call(value) !== '[object Function]';
}
