import { relative } from 'node:path';
import { messageOf } from '#core';
import type { Failure, JudgeSettings, JudgeTask, Outcome, TrainingReport } from './protocol.ts';
import type { FreshWorkers } from './fresh-workers.ts';
import { ended, inLanes, type LaneOptions } from './in-lanes.ts';
import type { StandIn } from './stand-in.ts';
import { TaskQueue } from './task-queue.ts';

export interface PoolOptions extends LaneOptions {
  readonly settings: JudgeSettings;
  readonly onStart: (task: JudgeTask) => void;
  readonly onProgress: (report: TrainingReport) => void;
  /** What judges a task, once, when the signal `fault` ended its process. */
  readonly standIn: (task: JudgeTask, fault: string) => Promise<StandIn | undefined>;
  /** The task is that of the keys by which it was judged; `standIn` is there where it judged. */
  readonly onOutcome: (task: JudgeTask, outcome: Outcome, standIn: StandIn | undefined) => void;
  /** The task with keys of its files as they are now. */
  readonly renew: (task: JudgeTask) => Promise<JudgeTask>;
}

/** Judges the tasks in worker processes, one each, first come first served, and resolves when all are judged. */
export async function judgeInWorkers(tasks: readonly JudgeTask[], options: PoolOptions): Promise<void> {
  const queue = new TaskQueue(tasks);
  const jobs = Math.min(options.jobs, tasks.length);
  await inLanes({ ...options, jobs }, (workers) => runLane({ queue, workers, ...options }));
}

interface Lane extends PoolOptions {
  readonly queue: TaskQueue;
  readonly workers: FreshWorkers;
}

async function runLane(lane: Lane): Promise<void> {
  const { queue } = lane;
  for (let task = queue.take(); task; task = queue.take()) {
    if (ended(lane)) break;
    lane.onStart(task);
    const judged = await judgeUnchanged(task, lane);
    const { outcome } = judged;
    const fault = outcome.type === 'failed' ? outcome.fault : undefined;
    const standIn = fault === undefined ? undefined : await lane.standIn(judged.task, fault);
    const last = standIn ? await judgeInstead(standIn, outcome, lane) : outcome;
    queue.done(task);
    lane.onOutcome(judged.task, last, standIn);
  }
}

/** When that fails too, both reasons are told. */
async function judgeInstead(
  { task, settings, env, environment }: StandIn,
  first: Outcome,
  lane: Lane,
): Promise<Outcome> {
  if (ended(lane)) return { type: 'stopped' };
  const judged = await lane.workers.use((process) => process.judge(task, settings, lane.onProgress), {
    env,
    more: lane.queue.waiting,
  });
  const outcome = judged.type === 'changed' ? changedTooOften(judged.files, 1) : judged;
  if (outcome.type !== 'failed' || first.type !== 'failed') return outcome;
  return { ...outcome, message: `${first.message}; then on ${environment.engineWhy}: ${outcome.message}` };
}

/** Times that a claim whose files are edited meanwhile is judged. */
const attempts = 3;

/** Judges a claim until its files stayed as they were while it was judged. */
async function judgeUnchanged(
  task: JudgeTask,
  lane: Lane,
  attempt = 1,
): Promise<{ readonly task: JudgeTask; readonly outcome: Outcome }> {
  const outcome = await lane.workers.use((process) => process.judge(task, lane.settings, lane.onProgress), {
    more: lane.queue.waiting,
  });
  if (outcome.type !== 'changed') return { task, outcome };
  if (ended(lane)) return { task, outcome: { type: 'stopped' } };
  if (attempt < attempts) {
    try {
      return await judgeUnchanged(await lane.renew(task), lane, attempt + 1);
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
