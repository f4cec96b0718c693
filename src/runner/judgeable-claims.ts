import { dirname, join } from 'node:path';
import { messageOf, type Tier, UserError } from '#core';
import type { ClaimFacts } from '#claim';
import type { Fingerprint } from '#ledger';
import { readKept, type ClaimEntry, type SuiteSources } from '#sources';
import { claimKeys } from './claim-fingerprint.ts';
import type { ClaimKeys } from './claim-keys.ts';
import { codeStates } from './code-states.ts';
import { dataParts } from './data-states.ts';
import { runsFileOf } from './load-claim.ts';
import type { JudgeSettings } from './protocol.ts';
import type { ClaimError, ClaimReader, ReadClaim } from './read-claims.ts';
import { recordedRuns, type RecordedRun } from './recorded-runs.ts';
import { shardOf, type Shard } from './shard-claims.ts';

/** A claim that can be judged at a tier, with its keys. */
export interface JudgeableClaim {
  readonly entry: ClaimEntry;
  readonly facts: ClaimFacts;
  readonly keys: ClaimKeys;
  /** Of the runs that the claim shares with others. */
  readonly runsFile?: string | undefined;
}

export interface JudgeableClaims {
  readonly claims: readonly JudgeableClaim[];
  /** Files whose definition was refused, and claims of which the state of data or code is not known. */
  readonly refused: readonly ClaimError[];
  /** Ids of claims that have no such tier. */
  readonly without: readonly string[];
  /** How each claim was judged when it was published at the tier. */
  readonly recorded: ReadonlyMap<string, RecordedRun>;
}

export interface JudgeableOptions {
  readonly root: string;
  /** Folder of published evidence, for the times in it; default `reports` beside the claims. */
  readonly reports?: string | undefined;
  readonly settings: Pick<JudgeSettings, 'tier' | 'family' | 'seedBase' | 'engine' | 'ledger'>;
  /** The claims of a share alone. */
  readonly shard?: Shard | undefined;
  /** Aborted to read no further: rejects with its reason. */
  readonly stop?: AbortSignal | undefined;
}

/** Reads claims and makes the keys of those that can be judged at a tier. */
export async function judgeableClaims(
  entries: readonly ClaimEntry[],
  options: JudgeableOptions,
  { reader, suite }: { readonly reader: ClaimReader; readonly suite: SuiteSources },
): Promise<JudgeableClaims> {
  const { root, settings } = options;
  const { tier, ledger } = settings;
  const refused: ClaimError[] = [];
  const without: string[] = [];
  const claims: JudgeableClaim[] = [];
  const known = await readKept(entries, { ledger, read: (unknown) => reader.read(unknown), suite });
  const recorded = recordedRuns(options.reports ?? join(dirname(root), 'reports'), tier);
  for (const one of ofShard(known, recorded, options)) {
    options.stop?.throwIfAborted();
    const { entry } = one;
    if ('error' in one) refused.push(one.error);
    else if (!hasTier(one.facts, tier)) without.push(entry.id);
    else {
      const { facts } = one;
      const outside = await outsideOf(entry.id, facts, tier);
      if ('problem' in outside) {
        refused.push(outside.problem);
        continue;
      }
      const runsFile = runsFileOf(facts, entry);
      const own = { file: entry.file, runsFile, code: facts.code, data: outside.read };
      claims.push({ entry, facts, runsFile, keys: await claimKeys(own, root, settings, suite) });
    }
  }
  suite.save();
  return { claims, refused, without, recorded };
}

/** Those of the shard, of all that were read, by the times that were published. */
function ofShard(
  known: readonly ReadClaim[],
  recorded: ReadonlyMap<string, RecordedRun>,
  { shard }: JudgeableOptions,
): readonly ReadClaim[] {
  if (!shard) return known;
  const ids = shardOf(
    known.map((one) => ({
      id: one.entry.id,
      group: ('facts' in one ? one.facts.sharedRuns : undefined) ?? one.entry.id,
      seconds: recorded.get(one.entry.id)?.seconds,
    })),
    shard,
  );
  return known.filter(({ entry }) => ids.has(entry.id));
}

/**
 * An invariant's paper tier defaults to its standard one, and it reads no real data; an empirical claim has the tiers that
 * it declares.
 */
function hasTier({ kind, tiers: declared }: ClaimFacts, tier: Tier): boolean {
  return kind === 'invariant' ? tier !== 'real' : declared.includes(tier);
}

/** The data that the claim's arms read, or why the state of that or of code that they run is not known. */
async function outsideOf(
  id: string,
  { code = [], data }: ClaimFacts,
  tier: Tier,
): Promise<{ readonly read: Fingerprint } | { readonly problem: ClaimError }> {
  try {
    await codeStates(code);
    return { read: dataParts(data?.[tier]) };
  } catch (error) {
    const hint = error instanceof UserError ? error.hint : undefined;
    return { problem: { id, message: `${id}: ${messageOf(error)}`, hint } };
  }
}
