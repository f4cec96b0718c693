import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ClaimAnswer } from './claim-answer.ts';
import type { JudgingSettings } from './claims-options.ts';
import type { FromJudging, ToJudging } from './judging-messages.ts';
import { ownFile } from './own-file.ts';

export interface JudgingOptions {
  /** Claims to judge. */
  readonly ids: readonly string[];
  readonly settings: JudgingSettings;
  /** Folder that paths are from. */
  readonly cwd: string;
  /** Told what is shown while claims are judged, as it comes. */
  readonly show: (text: string) => void;
  /** Told of a claim's file and the files of the claims folder that it uses, absolute paths. */
  readonly onFiles: (file: string, uses: readonly string[]) => void;
}

/** Whether this runs from its sources, in the checkout. */
const isSource = import.meta.url.endsWith('.ts');

/** One run of the process that judges claims for vitest. */
export class JudgingRun {
  readonly #child: ChildProcess;
  readonly #answers = new Map<string, ClaimAnswer>();
  readonly #waiting = new Map<string, (answer: ClaimAnswer) => void>();
  #rest: ClaimAnswer | undefined;
  /** Resolves when all is judged and written. */
  readonly ended: Promise<void>;

  constructor({ ids, settings, cwd, show, onFiles }: JudgingOptions) {
    this.#child = fork(fileURLToPath(ownFile('./judging-process', import.meta.url)), [], {
      cwd,
      env: withoutVitest(process.env),
      execArgv: isSource ? ['--import', import.meta.resolve('tsx'), '--conditions=claimcheck-source'] : [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', show);
    this.#child.on('message', (message: FromJudging) => {
      if (message.type === 'answer') this.#settle(message.id, message.answer);
      if (message.type === 'rest') this.#settleRest(message.answer);
      if (message.type === 'files') onFiles(message.file, message.uses);
    });
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        this.#settleRest({ type: 'failed', message: `the process that judges ended ${how}` });
        resolve();
      };
      this.#child.on('error', (error) => end(`(${error.message})`));
      this.#child.on('close', (code, signal) => end(`(${signal ?? `exit code ${code}`})`));
    });
    this.#send({ type: 'judge', ids, settings });
  }

  /** What the test of a claim is told, as soon as it is settled. */
  answer(id: string): Promise<ClaimAnswer> {
    const known = this.#answers.get(id) ?? this.#rest;
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** Lets the chunks in flight end, with their checkpoints. */
  stop(): void {
    this.#send({ type: 'stop' });
  }

  kill(): void {
    this.#send({ type: 'kill' });
  }

  #send(message: ToJudging): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #settle(id: string, answer: ClaimAnswer): void {
    this.#answers.set(id, answer);
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #settleRest(answer: ClaimAnswer): void {
    this.#rest ??= answer;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, this.#rest);
  }
}

/** The environment without what vitest adds to it: claims are judged as from the command line. */
function withoutVitest(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const added = ([name, value]: [string, string | undefined]): boolean =>
    /^(VITEST|TEST$|VITE_)/.test(name) || (name === 'NODE_ENV' && value === 'test');
  return Object.fromEntries(Object.entries(env).filter((entry) => !added(entry)));
}
