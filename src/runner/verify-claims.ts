import { join, resolve } from 'node:path';
import type { SeedFamily, Tier } from '#core';
import type { Environment, StoredEvidence } from '#report';
import { selectClaims, surveyClaims, type ClaimEntry } from '#sources';
import { cores, describeEnvironment, ofClaim } from './environment.ts';
import { checkWritable, outputFolders, storeEvidence } from './evidence-store.ts';
import { FolderLock } from './folder-lock.ts';
import { judgeInWorkers } from './judge-in-workers.ts';
import { planClaims, type Plan, type PlanOptions } from './plan-claims.ts';
import { checkJunitFile, writeJunitFile } from './junit-file.ts';
import { judgeTaskOf } from './judge-task-of.ts';
import type { JudgeSettings, Outcome, TrainingReport } from './protocol.ts';
import type { ClaimError } from './read-claims.ts';
import type { Shard } from './shard-claims.ts';
import { standInFor } from './stand-in.ts';
import { machinesText, trainedBy } from './units/trained-by.ts';
import { withoutOutcome } from './without-outcome.ts';
import { unplannedResult, verifyResult, type VerifyResult } from './verify-result.ts';

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
  | {
      readonly type: 'judged';
      readonly stored: StoredEvidence;
      /** No seed was trained: the numbers were kept of an earlier run. */
      readonly fromKept: boolean;
      /** Replica-steps that were trained for it in this run, or cases that were tried. */
      readonly trained: number;
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
        if (outcome.type === 'failed') failed.push({ id, message: outcome.message, hint: outcome.hint });
        if (outcome.type === 'judged') {
          const made = standIn ?? { environment, fingerprint };
          const stored = keep(outcome, { out: run.out, ...made });
          judged.push(stored);
          const text = machinesText(stored);
          if (text !== undefined) run.emit({ type: 'note', text });
        }
        run.emit(eventOf(id, outcome, judged));
      },
    },
  );
  const stopped = options.stop?.aborted || options.kill?.aborted;
  if (!stopped) failed.push(...withoutOutcome(plan, [...judged.map(({ evidence }) => evidence), ...failed]));
  const tell = (text: string): void => run.emit({ type: 'note', text });
  return verifyResult({ ...run, plan, claims: options.claims, judged, failed, tell });
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

interface KeepOptions {
  readonly out: string;
  readonly environment: Environment;
  readonly fingerprint: Readonly<Record<string, string>>;
}

function keep(
  { evidence, wallSeconds, canary, units }: Extract<Outcome, { type: 'judged' }>,
  { out, environment, fingerprint }: KeepOptions,
): StoredEvidence {
  const finishedAt = new Date().toISOString();
  const run = {
    environment: ofClaim(environment, fingerprint),
    wallSeconds,
    finishedAt,
    fingerprint,
    canary,
    ...trainedBy(units),
  };
  const stored = { evidence, run };
  storeEvidence(out, stored);
  return stored;
}

function eventOf(id: string, outcome: Outcome, judged: readonly StoredEvidence[]): VerifyEvent {
  switch (outcome.type) {
    case 'judged':
      return {
        type: 'judged',
        stored: judged.at(-1)!,
        fromKept: outcome.fromKept,
        trained: outcome.trained,
      };
    case 'failed':
      return { ...outcome, id };
    case 'stopped':
      return { type: 'stopped', id };
  }
}
