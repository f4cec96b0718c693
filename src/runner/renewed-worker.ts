import type { FromWorker } from './protocol.ts';
import { WorkerProcess } from './worker-process.ts';

/** A worker process that is replaced when it died, so that what one claim did to its process is not done to the next. */
export class RenewedWorker {
  #process: WorkerProcess | undefined;
  #served = 0;
  #ended = false;

  /** @param env variables of its processes besides those of this one */
  constructor(private readonly env: Readonly<Record<string, string>> = {}) {}

  /**
   * Does something with the process. When that dies and had done other things before, it may have been for these: then it
   * is done again in a process of its own.
   */
  async do<T extends FromWorker>(work: (process: WorkerProcess) => Promise<T>): Promise<T> {
    const process = this.#process?.alive ? this.#process : this.#renew();
    const first = this.#served++ === 0;
    const result = await work(process);
    const certain = first || process.alive || (result.type === 'failed' && result.certain === true);
    return certain || this.#ended ? result : this.do(work);
  }

  /** Lets the chunk in flight end, with its checkpoint. */
  stop(): void {
    this.#ended = true;
    this.#process?.stop();
  }

  kill(): void {
    this.#ended = true;
    this.#process?.kill();
  }

  /** Ends the idle process; what comes next gets a fresh one. */
  close(): void {
    this.#process?.close();
    this.#process = undefined;
  }

  #renew(): WorkerProcess {
    this.#served = 0;
    this.#process = new WorkerProcess(this.env);
    return this.#process;
  }
}
