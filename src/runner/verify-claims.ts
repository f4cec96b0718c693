import { join, resolve } from 'node:path';
import { UserError, type SeedFamily, type Tier } from '#core';
import { pruneLedger } from '#ledger';
import type { Environment, StoredEvidence } from '#report';
import { selectClaims, surveyClaims, type ClaimEntry } from '#sources';
import { cores, describeEnvironment } from './environment.ts';
import { checkWritable, outputFolders } from './evidence-store.ts';
import { FolderLock } from './folder-lock.ts';
import { judgeInWorkers } from './judge-in-workers.ts';
import { keepOutcome, type KeptOutcome } from './keep-outcome.ts';
import { planClaims, type Plan, type PlanOptions } from './plan-claims.ts';
import { checkJunitFile, writeJunitFile } from './junit-file.ts';
import { judgeTaskOf } from './judge-task-of.ts';
import type { JudgeSettings, TrainingReport } from './protocol.ts';
import type { ClaimError } from './read-claims.ts';
import type { Shard } from './shard-claims.ts';
import { standInFor } from './stand-in.ts';
import { timesText, type TimedClaim } from './times-text.ts';
import { machinesText } from './units/trained-by.ts';
import { withoutOutcome } from './without-outcome.ts';
import { unplannedResult, verifyResult, type VerifyResult } from './verify-result.ts';

/** What a ledger holds of trainings that are not asked for again, so that it does not grow for ever. */
const day = 24 * 60 * 60 * 1000;
const ledgerLimits = { unused: 90 * day, bytes: 2e9, spared: 14 * day };

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
  | ({ readonly type: 'progress' } & TrainingReport)
  | KeptOutcome;

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
  /** Folder of published evidence, for the times in it; default `reports` beside the claims. */
  readonly reports?: string | undefined;
  /** Claims judged at the same time; default as many as there are cores. */
  readonly jobs?: number | undefined;
  /** Judge a share of the chosen claims. */
  readonly shard?: Shard | undefined;
  /** File for the results as JUnit XML, also of a run that is stopped. */
  readonly junit?: string | undefined;
  /** Judge also what has evidence that still holds, and train anew. */
  readonly force?: boolean;
  readonly onEvent?: (event: VerifyEvent) => void;
  /** Ends gracefully. */
  readonly stop?: AbortSignal | undefined;
  /** Ends at once. */
  readonly kill?: AbortSignal | undefined;
}

/**
 * Judges the chosen claims in parallel worker processes and writes evidence, badges and the summary.
 * @throws UserError before any training when something is asked that cannot be done
 */
export async function verifyClaims(options: VerifyOptions): Promise<VerifyResult> {
  const lock = new FolderLock();
  try {
    const result = await verifyLocked(options, lock);
    if (options.junit !== undefined) writeJunitFile(options.junit, result);
    return result;
  } finally {
    lock.release();
  }
}

async function verifyLocked(options: VerifyOptions, lock: FolderLock): Promise<VerifyResult> {
  const run = await prepare(options, lock);
  const { plan, environment, settings } = run;
  if (!plan) return unplannedResult(run.chosen, run);
  const judged: StoredEvidence[] = [];
  const trained: StoredEvidence[] = [];
  const failed: ClaimError[] = [];
  await judgeInWorkers(
    plan.run.map(({ entry, keys, runsFile }) => ({ entry, keys, runsFile })),
    {
      jobs: run.jobs,
      settings,
      stop: options.stop,
      kill: options.kill,
      onStart: ({ entry }) => run.emit({ type: 'started', id: entry.id }),
      onProgress: (report) => run.emit({ type: 'progress', ...report }),
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
        const made = standIn ?? { environment, fingerprint };
        lock.requireHeld();
        const event = keepOutcome(id, outcome, { out: run.out, ...made });
        if (event.type === 'failed') failed.push({ id, message: event.message, hint: event.hint });
        if (event.type === 'judged') {
          judged.push(event.stored);
          if (!event.fromKept) trained.push(event.stored);
          const text = machinesText(event.stored);
          if (text !== undefined) run.emit({ type: 'note', text });
        }
        run.emit(event);
      },
    },
  );
  const stopped = options.stop?.aborted || options.kill?.aborted;
  if (!stopped) failed.push(...withoutOutcome(plan, [...judged.map(({ evidence }) => evidence), ...failed]));
  const tell = (text: string): void => run.emit({ type: 'note', text });
  if (judged.length > 0) {
    const { removed, removedBytes } = pruneLedger(settings.ledger, ledgerLimits);
    if (removed > 0) {
      tell(
        `${removed} files (${(removedBytes / 1e6).toFixed(0)} MB) of long unused trainings were let go of`,
      );
    }
  }
  const times = timesText(trained.map((stored) => timed(stored, plan)));
  if (times !== undefined) tell(times);
  lock.requireHeld();
  try {
    return await verifyResult({ ...run, plan, claims: options.claims, judged, failed, tell });
  } catch (error) {
    // By now nothing is wrongly asked: a summary that cannot be written is a run that failed.
    throw error instanceof UserError ? new UserError(error.message, error.hint, 1) : error;
  }
}

function timed({ evidence, run }: StoredEvidence, plan: Plan): TimedClaim {
  const planned = plan.run.find(({ entry }) => entry.id === evidence.id);
  return { expected: planned?.recorded?.seconds, seconds: run.wallSeconds };
}

interface PreparedRun {
  readonly all: readonly ClaimEntry[];
  readonly chosen: readonly ClaimEntry[];
  readonly out: string;
  /** Undefined where the run was stopped before it was made. */
  readonly plan: Plan | undefined;
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
  if (options.junit !== undefined) checkJunitFile(options.junit, out);
  checkWritable(outputFolders(out, ids), 'choose a folder that you may write to, with --out DIR');
  checkWritable([ledger], 'work in a folder that you may write to: interrupted runs go on from there');
  lock.take(out);
  const plan = await planUnlessStopped(chosen, {
    root,
    out,
    reports: options.reports,
    force: options.force ?? false,
    shard: options.shard,
    settings: { tier, family, seedBase, engine, ledger: resolve(ledger) },
    tell: (text) => emit({ type: 'note', text }),
    stop: options.stop,
  });
  const jobs = Math.max(1, Math.min(options.jobs ?? cores, (plan?.run ?? chosen).length));
  const threads = Math.max(1, Math.floor(cores / jobs));
  const environment = await describeEnvironment({ engine, engineWhy: why, threads, claims: root });
  if (plan) emit({ type: 'planned', plan, jobs, environment });
  const settings = {
    tier,
    family,
    seedBase,
    engine,
    threads,
    ledger: resolve(ledger),
    fresh: options.force ?? false,
  };
  return { all, chosen, out, plan, jobs, settings, environment, emit };
}

async function planUnlessStopped(
  chosen: readonly ClaimEntry[],
  options: PlanOptions,
): Promise<Plan | undefined> {
  try {
    return await planClaims(chosen, options);
  } catch (error) {
    if (options.stop?.aborted && error === options.stop.reason) return undefined;
    throw error;
  }
}
