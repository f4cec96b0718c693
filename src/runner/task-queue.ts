import type { JudgeTask } from './protocol.ts';

/**
 * Tasks in order, but rather of runs that no lane trains, and of a paper that no lane is at: what claims share is then
 * trained once and kept in the ledger for the next.
 */
export class TaskQueue {
  readonly #waiting: JudgeTask[];
  readonly #running: JudgeTask[] = [];

  constructor(tasks: readonly JudgeTask[]) {
    this.#waiting = [...tasks];
  }

  /** Whether there is more to take. */
  get waiting(): boolean {
    return this.#waiting.length > 0;
  }

  take(): JudgeTask | undefined {
    const ranks = this.#waiting.map((task) => this.#rank(task));
    const best = ranks.indexOf(Math.min(...ranks));
    const [task] = this.#waiting.splice(Math.max(0, best), 1);
    if (task) this.#running.push(task);
    return task;
  }

  done(task: JudgeTask): void {
    this.#running.splice(this.#running.indexOf(task), 1);
  }

  #rank({ entry, runsFile }: JudgeTask): number {
    if (runsFile !== undefined && this.#running.some((other) => other.runsFile === runsFile)) return 2;
    return this.#running.some((other) => other.entry.paper === entry.paper) ? 1 : 0;
  }
}
