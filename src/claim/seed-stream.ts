import type { SeedStream } from '#core';
import type { Claim } from './types.ts';

/** Name and revision of a claim's seeds: its own, or those of the runs that it shares. */
export function seedStreamOf(claim: Claim): Pick<SeedStream, 'id' | 'revision'> {
  const { id, revision } = claim;
  const runs = claim.kind === 'empirical' ? claim.sharedRuns : undefined;
  // A claim that is revised leaves the seeds that were looked at, also where its runs stay as they are.
  return runs ? { id: `${runs.id}@${revision}`, revision: runs.revision } : { id, revision };
}
