import type { Plan } from './plan-claims.ts';
import type { ClaimError } from './read-claims.ts';

/** Claims that were to be judged and are not among those that were or failed: a run that ends so has not succeeded. */
export function withoutOutcome(
  { run }: Pick<Plan, 'run'>,
  settled: readonly { readonly id: string }[],
): ClaimError[] {
  const ids = new Set(settled.map(({ id }) => id));
  return run
    .filter(({ entry }) => !ids.has(entry.id))
    .map(({ entry: { id } }) => ({ id, message: 'the run came to its end without judging it' }));
}
