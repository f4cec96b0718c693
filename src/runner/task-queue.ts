import type { JudgeTask } from './protocol.ts';

/** Tasks in order, but rather of a paper that no lane is at: claims of one paper share runs, which the ledger keeps. */
export class TaskQueue {
  readonly #waiting: JudgeTask[];
  readonly #running: JudgeTask[] = [];

  constructor(tasks: readonly JudgeTask[]) {
    this.#waiting = [...tasks];
  }

  take(): JudgeTask | undefined {
    const busy = new Set(this.#running.map(({ entry }) => entry.paper));
    const free = this.#waiting.findIndex(({ entry }) => !busy.has(entry.paper));
    const [task] = this.#waiting.splice(Math.max(0, free), 1);
    if (task) this.#running.push(task);
    return task;
  }

  done(task: JudgeTask): void {
    this.#running.splice(this.#running.indexOf(task), 1);
  }
}
