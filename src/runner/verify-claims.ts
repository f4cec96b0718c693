import { join, resolve } from 'node:path';
import type { ClaimProgress } from '#claim';
import { messageOf, type SeedFamily, type Tier } from '#core';
import type { Environment, StoredEvidence, VerdictRow } from '#report';
import { surveyClaims, type ClaimEntry, selectClaims } from '#sources';
import { cores, describeEnvironment, ofClaim } from './environment.ts';
import { checkWritable, outputFolders, storeBadges, storeEvidence } from './evidence-store.ts';
import { FolderLock } from './folder-lock.ts';
import { judgeInWorkers } from './judge-in-workers.ts';
import { keptEvidence } from './kept-evidence.ts';
import { planClaims, type Plan } from './plan-claims.ts';
import { judgeTaskOf } from './judge-task-of.ts';
import type { JudgeSettings, Outcome } from './protocol.ts';
import type { ClaimError } from './read-claims.ts';
import type { Shard } from './shard-claims.ts';
import { standInFor } from './stand-in.ts';
import type { Summary } from './summary.ts';
import { withoutOutcome } from './without-outcome.ts';
import { writeSummary } from './write-summary.ts';

/** What happens while claims are judged. */
export type VerifyEvent =
  | { readonly type: 'note'; readonly text: string }
  | {
      readonly type: 'planned';
      readonly plan: Plan;
      readonly jobs: number;
      readonly environment: Environment;
    }
  | { readonly type: 'started'; readonly id: string }
  | { readonly type: 'progress'; readonly progress: ClaimProgress }
  | {
      readonly type: 'judged';
      readonly stored: StoredEvidence;
      /** No seed was trained: the numbers were kept of an earlier run. */
      readonly fromKept: boolean;
    }
  | { readonly type: 'failed'; readonly id: string; readonly message: string; readonly detail: string }
  | { readonly type: 'stopped'; readonly id: string };

export interface VerifyOptions {
  /** Folder of claim files. */
  readonly claims: string;
  /** Ids, papers or patterns; all claims when empty. */
  readonly filters: readonly string[];
  readonly tier: Tier;
  /** Default `judge`. What development seeds give goes to `<out>/dev`, never among judged evidence. */
  readonly family?: SeedFamily;
  readonly seedBase: number;
  /** `auto` or an engine's name. */
  readonly engine: string;
  /** Folder of evidence, badges and summaries. */
  readonly out: string;
  readonly ledger: string;
  /** Claims judged at the same time; default as many as there are cores. */
  readonly jobs?: number | undefined;
  /** Judge a share of the chosen claims. */
  readonly shard?: Shard | undefined;
  /** Judge also what has evidence that still holds, and train anew. */
  readonly force?: boolean;
  readonly onEvent?: (event: VerifyEvent) => void;
  /** Ends gracefully. */
  readonly stop?: AbortSignal | undefined;
  /** Ends at once. */
  readonly kill?: AbortSignal | undefined;
}

export interface VerifyResult {
  /** The chosen claims, sorted by id. */
  readonly rows: readonly VerdictRow[];
  readonly summary: Summary;
  readonly refused: readonly ClaimError[];
  readonly failed: readonly ClaimError[];
  /** Ids of claims that were to be judged and were not, because the run was stopped. */
  readonly unfinished: readonly string[];
  /** Where the evidence is. */
  readonly out: string;
}

/**
 * Judges the chosen claims in parallel worker processes and writes evidence, badges and the summary.
 * @throws UserError before any training when something is asked that cannot be done
 */
export async function verifyClaims(options: VerifyOptions): Promise<VerifyResult> {
  const lock = new FolderLock();
  try {
    return await verifyLocked(options, lock);
  } finally {
    lock.release();
  }
}

async function verifyLocked(options: VerifyOptions, lock: FolderLock): Promise<VerifyResult> {
  const run = await prepare(options, lock);
  const judged: StoredEvidence[] = [];
  const failed: ClaimError[] = [];
  const { plan, environment, settings } = run;
  await judgeInWorkers(
    plan.run.map(({ entry, keys, runsFile }) => ({ entry, keys, runsFile })),
    {
      jobs: run.jobs,
      settings,
      stop: options.stop,
      kill: options.kill,
      onStart: ({ entry }) => run.emit({ type: 'started', id: entry.id }),
      onProgress: (progress) => run.emit({ type: 'progress', progress }),
      standIn: async (task, signal) => {
        const standIn = await standInFor(task, signal, {
          root: resolve(options.claims),
          settings,
          environment,
        });
        const text = standIn && `${task.entry.id}: trying ${standIn.environment.engineWhy}`;
        if (text !== undefined) run.emit({ type: 'note', text });
        return standIn;
      },
      renew: ({ entry }) => judgeTaskOf(entry, resolve(options.claims), settings),
      onOutcome: ({ entry: { id }, keys: { fingerprint } }, outcome, standIn) => {
        if (outcome.type === 'failed') failed.push({ id, message: outcome.message, hint: outcome.hint });
        if (outcome.type === 'judged') {
          const made = standIn ?? { environment, fingerprint };
          judged.push(keep(outcome, { out: run.out, ...made }));
        }
        run.emit(eventOf(id, outcome, judged));
      },
    },
  );
  const stopped = options.stop?.aborted || options.kill?.aborted;
  if (!stopped) failed.push(...withoutOutcome(plan, [...judged.map(({ evidence }) => evidence), ...failed]));
  return finish(options, run, judged, failed);
}

interface PreparedRun {
  readonly all: readonly ClaimEntry[];
  readonly out: string;
  readonly plan: Plan;
  readonly jobs: number;
  readonly settings: JudgeSettings;
  readonly environment: Environment;
  readonly emit: (event: VerifyEvent) => void;
}

async function prepare(options: VerifyOptions, lock: FolderLock): Promise<PreparedRun> {
  const { tier, family = 'judge', seedBase, ledger } = options;
  const out = family === 'dev' ? join(options.out, 'dev') : options.out;
  const emit = options.onEvent ?? (() => undefined);
  const root = resolve(options.claims);
  const all = surveyClaims(root);
  const chosen = selectClaims(all, options.filters);
  const { resolveEngine } = await import('#engine');
  const { engine, why } = await resolveEngine(options.engine);
  const ids = chosen.map(({ id }) => id);
  checkWritable(outputFolders(out, ids), 'choose a folder that you may write to, with --out DIR');
  checkWritable([ledger], 'work in a folder that you may write to: interrupted runs go on from there');
  lock.take(out);
  const plan = await planClaims(chosen, {
    root,
    out,
    force: options.force ?? false,
    shard: options.shard,
    settings: { tier, family, seedBase, engine, ledger: resolve(ledger) },
    tell: (text) => emit({ type: 'note', text }),
    stop: options.stop,
  });
  const jobs = Math.max(1, Math.min(options.jobs ?? cores, plan.run.length));
  const threads = Math.max(1, Math.floor(cores / jobs));
  const environment = await describeEnvironment({ engine, engineWhy: why, threads, claims: root });
  emit({ type: 'planned', plan, jobs, environment });
  const settings = {
    tier,
    family,
    seedBase,
    engine,
    threads,
    ledger: resolve(ledger),
    fresh: options.force ?? false,
  };
  return { all, out, plan, jobs, settings, environment, emit };
}

interface KeepOptions {
  readonly out: string;
  readonly environment: Environment;
  readonly fingerprint: Readonly<Record<string, string>>;
}

function keep(
  { evidence, wallSeconds, canary }: Extract<Outcome, { type: 'judged' }>,
  { out, environment, fingerprint }: KeepOptions,
): StoredEvidence {
  const finishedAt = new Date().toISOString();
  const run = {
    environment: ofClaim(environment, fingerprint),
    wallSeconds,
    finishedAt,
    fingerprint,
    canary,
  };
  const stored = { evidence, run };
  storeEvidence(out, stored);
  return stored;
}

function eventOf(id: string, outcome: Outcome, judged: readonly StoredEvidence[]): VerifyEvent {
  switch (outcome.type) {
    case 'judged':
      return { type: 'judged', stored: judged.at(-1)!, fromKept: outcome.fromKept };
    case 'failed':
      return { ...outcome, id };
    case 'stopped':
      return { type: 'stopped', id };
  }
}

async function finish(
  options: VerifyOptions,
  run: PreparedRun,
  judged: readonly StoredEvidence[],
  failed: readonly ClaimError[],
): Promise<VerifyResult> {
  const { plan, settings, environment, out } = run;
  const current = [...plan.reuse, ...judged];
  const ids = new Set(current.map(({ evidence }) => evidence.id));
  const others = run.all.filter(({ id, problem }) => !ids.has(id) && !problem);
  const onDamaged = (error: unknown): void =>
    run.emit({ type: 'note', text: `${messageOf(error)}; not in the summary` });
  const kept = await keptEvidence(others, { ...settings, claims: options.claims, out, onDamaged });
  // What stands beside evidence is of that evidence, whatever was done to it.
  for (const { evidence } of [...plan.reuse, ...kept]) storeBadges(out, evidence);
  const summary = writeSummary(out, {
    ...settings,
    environment,
    claims: [...current.map((stored) => ({ ...stored, stale: false })), ...kept],
    errors: [...plan.refused, ...failed].map(({ id, message }) => ({ id, message })),
  });
  const settled = new Set([...ids, ...failed.map(({ id }) => id)]);
  return {
    rows: rowsOf(plan, judged, failed),
    summary,
    out,
    refused: plan.refused,
    failed,
    unfinished: plan.run.map(({ entry }) => entry.id).filter((id) => !settled.has(id)),
  };
}

function rowsOf(plan: Plan, judged: readonly StoredEvidence[], failed: readonly ClaimError[]): VerdictRow[] {
  const row = ({ evidence, run }: StoredEvidence, reused: boolean): VerdictRow => ({
    evidence,
    wallSeconds: run.wallSeconds,
    engine: run.environment.engine,
    reused,
  });
  const idOf = (one: VerdictRow): string => ('error' in one ? one.id : one.evidence.id);
  return [
    ...plan.reuse.map((stored) => row(stored, true)),
    ...judged.map((stored) => row(stored, false)),
    ...[...plan.refused, ...failed].map(({ id, message }) => ({ id, error: message })),
  ].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}
