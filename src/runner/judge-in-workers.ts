import type { ClaimProgress } from '#claim';
import type { JudgeSettings, JudgeTask, Outcome } from './protocol.ts';
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
  /** `standIn` is there where it judged. */
  readonly onOutcome: (task: JudgeTask, outcome: Outcome, standIn: StandIn | undefined) => void;
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
    const outcome = await worker.do((process) => process.judge(task, options.settings, options.onProgress));
    const fault = outcome.type === 'failed' ? outcome.fault : undefined;
    const standIn = fault === undefined ? undefined : await options.standIn(task, fault);
    const last = standIn ? await judgeInstead(standIn, outcome, workers, options) : outcome;
    queue.done(task);
    options.onOutcome(task, last, standIn);
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
  const outcome = await worker.do((process) => process.judge(task, settings, options.onProgress));
  worker.close();
  workers.delete(worker);
  if (outcome.type !== 'failed' || first.type !== 'failed') return outcome;
  return { ...outcome, message: `${first.message}; then on ${environment.engineWhy}: ${outcome.message}` };
}
