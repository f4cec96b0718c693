import { fork, type ChildProcess } from 'node:child_process';
import { extname, join } from 'node:path';
import type { Batch } from '#claim';
import { cores, sourceArguments } from './environment.ts';
import { faultOf, howItEnded } from './how-it-ended.ts';
import type {
  Answer,
  Changed,
  Failure,
  FromWorker,
  JudgeSettings,
  JudgeTask,
  Outcome,
  Question,
  Questions,
  Stopped,
  ToWorker,
  TrainingReport,
  UnitOutcome,
} from './protocol.ts';

const workerFile = join(import.meta.dirname, `worker${extname(import.meta.filename)}`);

/** Lines of a worker's output that a report of its death shows. */
const keptLines = 20;

/** Seconds that the import of a file may take: CLAIMCHECK_IMPORT_SECONDS, or a minute. */
const importSeconds = Number(process.env['CLAIMCHECK_IMPORT_SECONDS'] ?? 60);

/**
 * A process that does one thing at a time with claim files: whatever one of them does to its process, the runner goes on.
 * Native engines block their thread, too, so that parallel claims need processes.
 */
export class WorkerProcess {
  readonly #child: ChildProcess;
  #tail: string[] = [];
  #settle: ((message: FromWorker) => void) | undefined;
  #onProgress: ((report: TrainingReport) => void) | undefined;
  #stopping = false;
  #importing: { readonly file: string; readonly limit: NodeJS.Timeout } | undefined;
  /** Why the process is about to die, when it said so or was ended for it. */
  #cause: Cause | undefined;
  #dead: Failure | Stopped | undefined;

  /** @param env variables of the process besides those of this one */
  constructor(env: Readonly<Record<string, string>> = {}) {
    this.#child = fork(workerFile, [], {
      execArgv: sourceArguments(),
      serialization: 'advanced',
      // Compiled code runs on this pool: as many threads as there are cores, or what the user says.
      env: { UV_THREADPOOL_SIZE: String(Math.max(4, cores)), ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stdout?.on('data', (data: Buffer) => this.#keep(data));
    this.#child.stderr?.on('data', (data: Buffer) => this.#keep(data));
    this.#child.on('message', (message: FromWorker) => this.#receive(message));
    this.#child.on('error', (error) => this.#die(`(${error.message}); it may have run out of memory`));
    // 'close' comes after the pipes are drained, so the last words are there.
    this.#child.on('close', (code, signal) => this.#die(howItEnded(code, signal), faultOf(signal)));
  }

  get alive(): boolean {
    return this.#dead === undefined;
  }

  /** Lets it load what judging needs. */
  prepare(): void {
    this.#send({ type: 'prepare' });
  }

  /** Judges a claim; never rejects: a dead process is a failed outcome. */
  judge(
    task: JudgeTask,
    settings: JudgeSettings,
    onProgress: (report: TrainingReport) => void,
  ): Promise<Outcome | Changed> {
    this.#onProgress = onProgress;
    return this.#request({ type: 'judge', task, settings }) as Promise<Outcome | Changed>;
  }

  /** Trains one unit of a claim; never rejects. */
  train(
    task: JudgeTask,
    batch: Batch,
    settings: JudgeSettings,
    onProgress: (report: TrainingReport) => void,
  ): Promise<UnitOutcome | Changed> {
    this.#onProgress = onProgress;
    return this.#request({ type: 'train', task, batch, settings }) as Promise<UnitOutcome | Changed>;
  }

  /** Asks something; never rejects: a dead process is a failed answer. */
  ask<Kind extends keyof Questions>(question: Question<Kind>): Promise<Answer<Kind>> {
    return this.#request(question as Question) as Promise<Answer<Kind>>;
  }

  #request(message: ToWorker): Promise<FromWorker> {
    if (this.#dead) return Promise.resolve(this.#dead);
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#send(message);
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
    switch (message.type) {
      case 'progress':
        return this.#onProgress?.({ progress: message.progress, trained: message.trained });
      case 'importing':
        this.#importing = { file: message.file, limit: setTimeout(() => this.#hang(), 1000 * importSeconds) };
        return;
      case 'imported':
        return this.#endImport();
      case 'stray':
        this.#cause = strayCause(message.message, this.#importing?.file);
        return;
      case 'judged':
      case 'trained':
      case 'changed':
      case 'answered':
      case 'failed':
      case 'stopped':
        this.#endImport();
        return this.#finish(message);
    }
  }

  #endImport(): void {
    clearTimeout(this.#importing?.limit);
    this.#importing = undefined;
  }

  #hang(): void {
    this.#cause = {
      message: `${this.#importing!.file} was not imported within ${importSeconds} s`,
      hint: 'let the file only define; CLAIMCHECK_IMPORT_SECONDS allows more on a slow machine',
      certain: true,
    };
    this.#child.kill('SIGKILL');
  }

  #finish(outcome: FromWorker): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(outcome);
  }

  #die(how: string, signal?: string): void {
    const importing = this.#importing?.file;
    const cause = this.#cause ?? deathCause(how, importing);
    const fault = importing === undefined ? signal : undefined;
    this.#endImport();
    this.#dead ??= this.#stopping
      ? { type: 'stopped' }
      : { type: 'failed', ...cause, detail: this.#tail.join('\n'), fault };
    this.#finish(this.#dead);
  }
}

type Cause = Omit<Failure, 'type' | 'detail'>;

function deathCause(how: string, importing: string | undefined): Cause {
  if (importing === undefined) return { message: `the worker process died ${how}` };
  return {
    message: `${importing} ended its process while it was imported ${how}`,
    hint: 'let the file only define: it must not exit',
  };
}

function strayCause(message: string, importing: string | undefined): Cause {
  const hint = 'let whatever may throw be awaited by what returns it';
  return importing === undefined
    ? { message: `something that nobody awaits threw: ${message}`, hint }
    : { message: `${importing} throws beside its import: ${message}`, hint };
}
