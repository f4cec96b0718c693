import { WorkerProcess } from './worker-process.ts';

export interface FreshOptions {
  /** Variables of the process besides those of this one. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Another process will be wanted: it starts now, beside the work of this one. */
  readonly more: boolean;
}

/**
 * Worker processes that do one thing each: whatever a claim sets for its process, such as the gradient of an op, is not set
 * for the next claim. One spare process loads what judging needs before it is wanted, since that takes longer than many a
 * claim.
 */
export class FreshWorkers {
  readonly #busy = new Set<WorkerProcess>();
  #spare: WorkerProcess | undefined;
  #ended = false;

  /** Does something with a process that has done nothing else, and ends it. */
  async use<T>(work: (process: WorkerProcess) => Promise<T>, { env, more }: FreshOptions): Promise<T> {
    const process = env === undefined ? this.#takeSpare() : new WorkerProcess(env);
    this.#busy.add(process);
    if (more && !this.#ended) this.#spare ??= prepared();
    try {
      return await work(process);
    } finally {
      this.#busy.delete(process);
      process.close();
    }
  }

  /** Lets the chunks in flight end, with their checkpoints. */
  stop(): void {
    this.#busy.forEach((process) => process.stop());
    this.close();
  }

  kill(): void {
    this.#busy.forEach((process) => process.kill());
    this.close();
  }

  /** Ends the spare process; from now on there is none. */
  close(): void {
    this.#ended = true;
    this.#spare?.kill();
    this.#spare = undefined;
  }

  #takeSpare(): WorkerProcess {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare?.alive ? spare : new WorkerProcess();
  }
}

function prepared(): WorkerProcess {
  const process = new WorkerProcess();
  process.prepare();
  return process;
}
