import {
  evidenceProblems,
  parseEvidence,
  trainBatch,
  type Batch,
  type Claim,
  type InvariantClaim,
  type JudgeOptions,
} from '#claim';
import type { ResultStore } from '#core';
import type { Fingerprint } from '#ledger';
import { z } from 'zod';
import { canarySchema } from '../canary-schema.ts';
import { judgeWatched, watched, type Watched } from '../judge-watched.ts';
import { casesKey } from './claim-units.ts';
import { recordingUnits } from './unit-records.ts';

type Options = JudgeOptions & { readonly results: ResultStore };

/** Trains one unit of a claim into the store: a batch of an arm's seeds, or the cases of an invariant. */
export async function trainUnit(
  claim: Claim,
  batch: Batch,
  fingerprint: Fingerprint,
  options: Options,
): Promise<void> {
  if (claim.kind === 'empirical') {
    await watched(options, (own) => trainBatch(claim, batch, own));
    return;
  }
  const key = casesKey(fingerprint);
  const results = recordingUnits(options.results);
  if (results.load(key) !== undefined) return;
  results.save(key, await judgeWatched(claim, options));
}

/** Judges a claim; an invariant from its cases, where `trainUnit` left them. */
export async function judgeKept(
  claim: Claim,
  fingerprint: Fingerprint,
  options: Options,
): Promise<Watched & { readonly isKept: boolean }> {
  const kept = claim.kind === 'invariant' ? keptCases(claim, fingerprint, options) : undefined;
  return { ...(kept ?? (await judgeWatched(claim, options))), isKept: kept !== undefined };
}

const keptSchema = z.object({ evidence: z.unknown(), canary: z.array(canarySchema) });

/** What was kept of the cases; nothing where it is not of this claim and run, or does not follow from its own numbers. */
function keptCases(
  claim: InvariantClaim,
  fingerprint: Fingerprint,
  { results, tier, seedBase, family = 'judge' }: Options,
): Watched | undefined {
  const kept = keptSchema.safeParse(results.load(casesKey(fingerprint)));
  if (!kept.success) return undefined;
  const evidence = attempt(() => parseEvidence(kept.data.evidence));
  const isOwn =
    evidence?.id === claim.id &&
    evidence.tier === tier &&
    evidence.seedBase === seedBase &&
    evidence.seedFamily === family;
  return isOwn && evidenceProblems(evidence, claim).length === 0 ? { ...kept.data, evidence } : undefined;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
