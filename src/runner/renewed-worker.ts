import type { FromWorker } from './protocol.ts';
import { WorkerProcess } from './worker-process.ts';

/** A worker process that is asked one thing after another, and replaced when it died. */
export class RenewedWorker {
  #process: WorkerProcess | undefined;
  #served = 0;
  #ended = false;

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

  kill(): void {
    this.#ended = true;
    this.#process?.kill();
  }

  /** Ends the idle process. */
  close(): void {
    this.#process?.close();
  }

  #renew(): WorkerProcess {
    this.#served = 0;
    this.#process = new WorkerProcess();
    return this.#process;
  }
}
