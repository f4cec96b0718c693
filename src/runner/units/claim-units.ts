import { neededBatches, runsOf, type Claim, type JudgeOptions, type NeededBatch } from '#claim';
import { hashOf, type ResultStore } from '#core';
import type { Fingerprint } from '#ledger';
import { recordOf, type UnitRecord } from './unit-records.ts';

/** What is trained in one go, and what it took where that was done: one arm's seeds between two looks, or all cases of an invariant. */
export interface ClaimUnit extends NeededBatch {
  readonly record?: UnitRecord | undefined;
}

/** The name that the cases of an invariant have in the place of an arm. */
const casesArm = 'property';

/** The key under which the cases of an invariant are kept: all that they depend on. */
export function casesKey(fingerprint: Fingerprint): string {
  return hashOf({ casesOf: fingerprint });
}

/** The units that judging a claim is known to need; see `neededBatches`. */
export function unitsOf(
  claim: Claim,
  fingerprint: Fingerprint,
  options: JudgeOptions & { readonly results: ResultStore },
): ClaimUnit[] {
  const { results } = options;
  const needed = claim.kind === 'empirical' ? neededBatches(claim, options) : [cases()];
  return needed.map((batch) => ({ ...batch, record: recordOf(results, batch.key) }));

  function cases(): NeededBatch {
    const key = casesKey(fingerprint);
    const to = claim.kind === 'invariant' ? runsOf(claim, options.tier) : 0;
    return { arm: casesArm, from: 0, to, look: 1, key, kept: results.load(key) !== undefined };
  }
}
