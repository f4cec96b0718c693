import { type Tier, tiers, UserError } from '#core';
import { evidencePath, type StoredEvidence } from '#report';
import { keptSources, SuiteSources, type ClaimEntry } from '#sources';
import { checkWithClaims } from './check-with-claims.ts';
import { whyChanged } from './claim-fingerprint.ts';
import type { ClaimKeys } from './claim-keys.ts';
import { salvageEvidence, setAside } from './evidence-store.ts';
import {
  judgeableClaims,
  type JudgeableClaim,
  type JudgeableClaims,
  type JudgeableOptions,
} from './judgeable-claims.ts';
import { KeptChecks } from './kept-checks.ts';
import { withReader, type ClaimReader } from './read-claims.ts';
import type { RecordedRun } from './recorded-runs.ts';
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

export interface Plan extends Pick<JudgeableClaims, 'refused' | 'without'> {
  /** Longest first, as far as what was published tells, or earlier evidence. */
  readonly run: readonly PlannedClaim[];
  readonly reuse: readonly StoredEvidence[];
}

export interface PlanOptions extends JudgeableOptions {
  readonly out: string;
  readonly force: boolean;
  readonly tell: (line: string) => void;
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
  const { claims, refused, without, recorded } = await judgeableClaims(entries, options, { reader, suite });
  const planned = claims.map((claim) => planClaim(claim, options));
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

function planClaim(
  { entry, keys, runsFile }: JudgeableClaim,
  { out, force, tell }: PlanOptions,
): PlannedClaim {
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
