import { dirname, join } from 'node:path';
import { messageOf, type Tier, tiers, UserError } from '#core';
import type { ClaimFacts } from '#claim';
import type { Fingerprint } from '#ledger';
import { evidencePath, type StoredEvidence } from '#report';
import { keptSources, readKept, SuiteSources, type ClaimEntry } from '#sources';
import { checkWithClaims } from './check-with-claims.ts';
import { claimKeys, whyChanged } from './claim-fingerprint.ts';
import { codeStates } from './code-states.ts';
import { dataParts } from './data-states.ts';
import type { ClaimKeys } from './claim-keys.ts';
import { salvageEvidence, setAside } from './evidence-store.ts';
import { KeptChecks } from './kept-checks.ts';
import { runsFileOf } from './load-claim.ts';
import type { JudgeSettings } from './protocol.ts';
import { withReader, type ClaimError, type ClaimReader, type ReadClaim } from './read-claims.ts';
import { recordedRuns, type RecordedRun } from './recorded-runs.ts';
import { shardOf, type Shard } from './shard-claims.ts';
import { damagedEvidence } from './stored-problems.ts';

/** A claim that will be judged, with what has to be known before. */
export interface PlannedClaim {
  readonly entry: ClaimEntry;
  readonly keys: ClaimKeys;
  /** Of the runs that the claim shares with others. */
  readonly runsFile?: string | undefined;
  /** Why earlier evidence does not do. */
  readonly reasons: readonly string[];
  /** Evidence of an earlier run, stale. */
  readonly earlier?: StoredEvidence;
  /** How it was judged when it was published at this tier, or else by the earlier run. */
  readonly recorded?: RecordedRun | undefined;
}

export interface Plan {
  /** Longest first, as far as what was published tells, or earlier evidence. */
  readonly run: readonly PlannedClaim[];
  readonly reuse: readonly StoredEvidence[];
  /** Files whose definition was refused. */
  readonly refused: readonly ClaimError[];
  /** Ids of claims that have no such tier. */
  readonly without: readonly string[];
}

export interface PlanOptions {
  readonly root: string;
  readonly out: string;
  /** Folder of published evidence, for the times in it; default `reports` beside the claims. */
  readonly reports?: string | undefined;
  readonly force: boolean;
  readonly settings: Pick<JudgeSettings, 'tier' | 'family' | 'seedBase' | 'engine' | 'ledger'>;
  /** Plans the claims of a share alone. */
  readonly shard?: Shard | undefined;
  readonly tell: (line: string) => void;
  /** Aborted to plan no further: the plan rejects with its reason. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * Sorts the claims into those to judge and those whose evidence still holds.
 * @throws UserError when no claim is left
 */
export async function planClaims(entries: readonly ClaimEntry[], options: PlanOptions): Promise<Plan> {
  return withReader((reader) => planWith(reader, entries, options), options.stop);
}

async function planWith(
  reader: ClaimReader,
  entries: readonly ClaimEntry[],
  options: PlanOptions,
): Promise<Plan> {
  const { tier, ledger } = options.settings;
  const suite = new SuiteSources(keptSources(ledger));
  const refused: ClaimError[] = [];
  const without: string[] = [];
  const planned: PlannedClaim[] = [];
  const read = (unknown: readonly ClaimEntry[]) => reader.read(unknown);
  const known = await readKept(entries, { ledger, read, suite });
  const recorded = recordedRuns(options.reports ?? join(dirname(options.root), 'reports'), tier);
  for (const one of ofShard(known, recorded, options)) {
    options.stop?.throwIfAborted();
    const { entry } = one;
    if ('error' in one) refused.push(one.error);
    else if (!hasTier(one.facts, tier)) without.push(entry.id);
    else {
      const outside = await outsideOf(entry.id, one.facts, tier);
      if ('problem' in outside) refused.push(outside.problem);
      else planned.push(await planClaim(entry, { ...one.facts, ...outside }, { ...options, suite }));
    }
  }
  suite.save();
  const checked = [
    ...planned.filter(({ reasons }) => reasons.length > 0),
    ...(await withoutEdited(
      planned.filter(({ reasons }) => reasons.length === 0),
      options,
      { reader, kept: await KeptChecks.open(ledger, suite) },
    )),
  ];
  const run = checked
    .filter(({ reasons }) => reasons.length > 0)
    .map((claim) => ({ ...claim, recorded: recorded.get(claim.entry.id) ?? earlierRun(claim, tier) }));
  const reuse = checked.flatMap(({ reasons, earlier }) => (reasons.length === 0 && earlier ? [earlier] : []));
  // A share may be empty where there are more of them than claims.
  if (!options.shard && run.length + reuse.length + refused.length === 0) {
    const others = tiers.filter((other) => other !== tier).join(' or ');
    throw new UserError(`none of the chosen claims has a tier "${tier}"`, `choose --tier ${others}`);
  }
  return { run: run.sort(longestFirst), reuse, refused, without };
}

/** Those of the shard, of all that were read, by the times that were published. */
function ofShard(
  known: readonly ReadClaim[],
  recorded: ReadonlyMap<string, RecordedRun>,
  { shard }: PlanOptions,
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

async function planClaim(
  entry: ClaimEntry,
  facts: ClaimFacts & { readonly read: Fingerprint },
  { root, out, force, settings, tell, suite }: PlanOptions & { readonly suite: SuiteSources },
): Promise<PlannedClaim> {
  const runsFile = runsFileOf(facts, entry);
  const { code, read: data } = facts;
  const keys = await claimKeys({ file: entry.file, runsFile, code, data }, root, settings, suite);
  const earlier = salvageEvidence(out, entry.id, tell);
  if (!earlier) return { entry, keys, runsFile, reasons: ['there is no evidence yet'] };
  const changes = whyChanged(earlier.run.fingerprint, keys.fingerprint);
  return { entry, keys, runsFile, earlier, reasons: force && changes.length === 0 ? ['--force'] : changes };
}

/**
 * Takes back what would be reused and does not follow from its claim, or from the batches in the ledger. What was found to
 * follow once, and is as it was, is not asked again.
 */
async function withoutEdited(
  unchanged: readonly PlannedClaim[],
  { out, settings: { engine, ledger }, tell }: PlanOptions,
  { reader, kept }: { readonly reader: ClaimReader; readonly kept: KeptChecks },
): Promise<PlannedClaim[]> {
  const open = unchanged.filter(({ earlier }) => !kept.has(earlier!));
  const answers = await checkWithClaims(
    open.map(({ entry, keys: { salt }, earlier }) => {
      return { entry, evidence: earlier!.evidence, unchanged: true, batches: { engine, salt, ledger } };
    }),
    reader,
  );
  const problems = new Map(open.map(({ entry }, index) => [entry, answers[index]!]));
  for (const { entry, earlier } of open) if (problems.get(entry)!.length === 0) kept.add(earlier!);
  kept.save();
  return unchanged.map(({ entry, keys, runsFile, ...rest }) => {
    const found = problems.get(entry) ?? [];
    if (found.length === 0) return { entry, keys, runsFile, ...rest };
    setAside(out, entry.id, damagedEvidence(evidencePath(out, entry.id), found).message, tell);
    return { entry, keys, runsFile, reasons: ['its evidence was edited'] };
  });
}

function longestFirst(a: PlannedClaim, b: PlannedClaim): number {
  return expectedSeconds(b) - expectedSeconds(a) || (a.entry.id < b.entry.id ? -1 : 1);
}

function earlierRun({ earlier }: PlannedClaim, tier: Tier): RecordedRun | undefined {
  if (!earlier || earlier.evidence.tier !== tier) return undefined;
  return { seconds: earlier.run.wallSeconds, seeds: earlier.evidence.seeds };
}

function expectedSeconds({ entry, recorded, earlier }: PlannedClaim): number {
  // What was never judged may take any time; properties take next to none.
  return recorded?.seconds ?? earlier?.run.wallSeconds ?? (entry.kind === 'empirical' ? Number.MAX_VALUE : 0);
}
