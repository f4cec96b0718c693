import { relative } from 'node:path';
import type { ClaimProgress } from '#claim';
import { messageOf } from '#core';
import type { Failure, JudgeSettings, JudgeTask, Outcome } from './protocol.ts';
import type { StandIn } from './stand-in.ts';
import { TaskQueue } from './task-queue.ts';
import { RenewedWorker } from './renewed-worker.ts';

export interface PoolOptions {
  /** Claims judged at the same time. */
  readonly jobs: number;
  readonly settings: JudgeSettings;
  readonly onStart: (task: JudgeTask) => void;
  readonly onProgress: (progress: ClaimProgress) => void;
  /** What judges a task, once, when the signal `fault` ended its process. */
  readonly standIn: (task: JudgeTask, fault: string) => Promise<StandIn | undefined>;
  /** The task is that of the keys by which it was judged; `standIn` is there where it judged. */
  readonly onOutcome: (task: JudgeTask, outcome: Outcome, standIn: StandIn | undefined) => void;
  /** The task with keys of its files as they are now. */
  readonly renew: (task: JudgeTask) => Promise<JudgeTask>;
  /** Aborted to end gracefully: chunks in flight finish, no claim is begun. */
  readonly stop?: AbortSignal | undefined;
  /** Aborted to end at once. */
  readonly kill?: AbortSignal | undefined;
}

/** Judges the tasks in worker processes, first come first served, and resolves when all workers are gone or idle. */
export async function judgeInWorkers(tasks: readonly JudgeTask[], options: PoolOptions): Promise<void> {
  const queue = new TaskQueue(tasks);
  const workers = new Set<RenewedWorker>();
  const stopAll = (): void => workers.forEach((worker) => worker.stop());
  const killAll = (): void => workers.forEach((worker) => worker.kill());
  options.stop?.addEventListener('abort', stopAll);
  options.kill?.addEventListener('abort', killAll);
  try {
    const lanes = Array.from({ length: Math.min(options.jobs, tasks.length) }, () =>
      runLane(queue, workers, options),
    );
    await Promise.all(lanes);
  } finally {
    options.stop?.removeEventListener('abort', stopAll);
    options.kill?.removeEventListener('abort', killAll);
    workers.forEach((worker) => worker.close());
  }
}

async function runLane(queue: TaskQueue, workers: Set<RenewedWorker>, options: PoolOptions): Promise<void> {
  const worker = new RenewedWorker();
  workers.add(worker);
  for (let task = queue.take(); task; task = queue.take()) {
    if (options.stop?.aborted || options.kill?.aborted) break;
    options.onStart(task);
    const judged = await judgeUnchanged(task, worker, options);
    const { outcome } = judged;
    const fault = outcome.type === 'failed' ? outcome.fault : undefined;
    const standIn = fault === undefined ? undefined : await options.standIn(judged.task, fault);
    const last = standIn ? await judgeInstead(standIn, outcome, workers, options) : outcome;
    queue.done(task);
    options.onOutcome(judged.task, last, standIn);
  }
  worker.close();
}

/** Judges in a process of its own; when that fails too, both reasons are told. */
async function judgeInstead(
  { task, settings, env, environment }: StandIn,
  first: Outcome,
  workers: Set<RenewedWorker>,
  options: PoolOptions,
): Promise<Outcome> {
  if (options.stop?.aborted || options.kill?.aborted) return { type: 'stopped' };
  const worker = new RenewedWorker(env);
  workers.add(worker);
  const judged = await worker.do((process) => process.judge(task, settings, options.onProgress));
  const outcome = judged.type === 'changed' ? changedTooOften(judged.files, 1) : judged;
  worker.close();
  workers.delete(worker);
  if (outcome.type !== 'failed' || first.type !== 'failed') return outcome;
  return { ...outcome, message: `${first.message}; then on ${environment.engineWhy}: ${outcome.message}` };
}

/** Times that a claim whose files are edited meanwhile is judged. */
const attempts = 3;

/** Judges a claim until its files stayed as they were while it was judged, each time in a process that has loaded nothing. */
async function judgeUnchanged(
  task: JudgeTask,
  worker: RenewedWorker,
  options: PoolOptions,
  attempt = 1,
): Promise<{ readonly task: JudgeTask; readonly outcome: Outcome }> {
  const outcome = await worker.do((process) => process.judge(task, options.settings, options.onProgress));
  if (outcome.type !== 'changed') return { task, outcome };
  worker.close();
  if (attempt < attempts) {
    try {
      return await judgeUnchanged(await options.renew(task), worker, options, attempt + 1);
    } catch (error) {
      return { task, outcome: { type: 'failed', message: messageOf(error), detail: '' } };
    }
  }
  return { task, outcome: changedTooOften(outcome.files, attempts) };
}

function changedTooOften(files: readonly string[], times: number): Failure {
  const shown = files.map((file) => relative(process.cwd(), file)).join(', ');
  const message = `${shown} changed while it was judged, ${times} times: leave it alone until then`;
  return { type: 'failed', message, detail: '' };
}
