import { z } from 'zod';
import { neverReturnsResult } from './case-result.ts';
import { callable, finite, head, headProblems, someOf, whole } from './claim-schema.ts';
import { definitionError, describeIssues, idIn, withHint } from './describe-issues.ts';
import { sealClaim } from './is-claim.ts';
import type { InvariantClaim, InvariantDefinition } from './types.ts';

const runsHint = 'use a whole number of generated cases that is 1 or more';
const shareHint = 'use a share of the cases, above 0 and at most 1';

const propertyHint = 'give a function from a case to { holds, error }';
const property = callable(propertyHint).refine((value) => !neverReturnsResult(value), {
  error: `is async or a generator, whose result nobody waits for; ${propertyHint}, returned at once`,
});
const cases = z.custom(
  (value) => typeof value === 'object' && value !== null && 'generate' in value,
  withHint('give a fast-check arbitrary of cases that satisfy every assumption'),
);

const definitionSchema = z.strictObject(
  {
    ...head,
    runs: z.strictObject(
      { smoke: whole(1, runsHint), standard: whole(1, runsHint), paper: whole(1, runsHint).optional() },
      withHint('give the number of cases of the tiers smoke and standard'),
    ),
    cases,
    property,
    mutants: someOf(
      z.strictObject(
        {
          property,
          cases: cases.optional(),
          killedShare: finite(shareHint)
            .refine((share) => share > 0 && share <= 1, withHint(shareHint))
            .optional(),
        },
        withHint('give { property }'),
      ),
      'declare at least one mutant that the property must kill',
    ),
  },
  withHint('give { id, revision, states, source, runs, cases, property, mutants }'),
);

/**
 * Validates a theorem-like claim, checked on generated cases, and returns it frozen.
 * @throws UserError naming the claim, each wrong field, its value and what to write instead
 */
export function defineInvariant<Case>(definition: InvariantDefinition<Case>): InvariantClaim {
  const parsed = definitionSchema.safeParse(definition);
  const problems = parsed.success ? headProblems(definition) : describeIssues(parsed.error);
  if (problems.length > 0) throw definitionError(idIn(definition), problems);
  return sealClaim({ ...definition, kind: 'invariant' } as unknown as InvariantClaim);
}
