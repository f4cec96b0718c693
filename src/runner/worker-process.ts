import { fork, type ChildProcess } from 'node:child_process';
import type { ClaimProgress } from '#claim';
import { cores } from './environment.ts';
import type { FromWorker, JudgeSettings, JudgeTask, Outcome, ToWorker } from './protocol.ts';

/** Lines of a worker's output that a report of its death shows. */
const keptLines = 20;

/** A process that judges one claim at a time: native engines block their thread, so parallel claims need processes. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  #tail: string[] = [];
  #settle: ((outcome: Outcome) => void) | undefined;
  #onProgress: ((progress: ClaimProgress) => void) | undefined;
  #stopping = false;
  #dead: Outcome | undefined;

  constructor() {
    this.#child = fork(new URL('./worker.ts', import.meta.url), [], {
      execArgv: ['--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
      // Compiled code runs on this pool: as many threads as there are cores, or what the user says.
      env: { UV_THREADPOOL_SIZE: String(Math.max(4, cores)), ...process.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stdout?.on('data', (data: Buffer) => this.#keep(data));
    this.#child.stderr?.on('data', (data: Buffer) => this.#keep(data));
    this.#child.on('message', (message: FromWorker) => this.#receive(message));
    this.#child.on('error', (error) => this.#die(`(${error.message}); it may have run out of memory`));
    // 'close' comes after the pipes are drained, so the last words are there.
    this.#child.on('close', (code, signal) => this.#die(howItEnded(code, signal)));
  }

  get alive(): boolean {
    return this.#dead === undefined;
  }

  /** Judges a claim; never rejects: a dead process is a failed outcome. */
  judge(
    task: JudgeTask,
    settings: JudgeSettings,
    onProgress: (progress: ClaimProgress) => void,
  ): Promise<Outcome> {
    if (this.#dead) return Promise.resolve(this.#dead);
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#onProgress = onProgress;
      this.#send({ type: 'judge', task, settings });
    });
  }

  /** Lets the chunk in flight end, with its checkpoint. */
  stop(): void {
    this.#stopping = true;
    this.#send({ type: 'stop' });
  }

  kill(): void {
    this.#stopping = true;
    this.#child.kill('SIGKILL');
  }

  /** Ends an idle process. */
  close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  #send(message: ToWorker): void {
    // A process that has just died cannot be told; its 'close' event settles the claim.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #keep(data: Buffer): void {
    this.#tail = [...this.#tail, ...data.toString().split('\n')]
      .filter((line) => line !== '')
      .slice(-keptLines);
  }

  #receive(message: FromWorker): void {
    if (message.type === 'progress') this.#onProgress?.(message.progress);
    else this.#finish(message);
  }

  #finish(outcome: Outcome): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(outcome);
  }

  #die(how: string): void {
    this.#dead ??= this.#stopping
      ? { type: 'stopped' }
      : {
          type: 'failed',
          message: `the worker process died ${how}`,
          detail: this.#tail.join('\n'),
        };
    this.#finish(this.#dead);
  }
}

/** Signals of a process that compiled code led astray. */
const faults: readonly (string | null)[] = ['SIGSEGV', 'SIGBUS', 'SIGILL'];

/** How a process died and what may have been the reason, as the end of a sentence. */
export function howItEnded(code: number | null, signal: string | null): string {
  if (faults.includes(signal)) {
    return `(signal ${signal}): compiled code may have touched memory that is not its own; CLAIMCHECK_NATIVE=0 runs without it`;
  }
  return `(${signal === null ? `exit code ${code}` : `signal ${signal}`}); it may have run out of memory`;
}
