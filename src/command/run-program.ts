import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '#core';
import { memoryHeld } from './memory-held.ts';
import { ProcessWatcher, tagName } from './process-watcher.ts';

export interface ProgramCall {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Files that take its output. */
  readonly stdout: string;
  readonly stderr: string;
  readonly timeoutSeconds: number;
  readonly memoryMiB?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How a program ended. */
export type Ending =
  | { readonly how: 'exit'; readonly code: number }
  | { readonly how: 'signal'; readonly signal: string }
  | { readonly how: 'timeout' }
  | { readonly how: 'memory'; readonly heldMiB: number }
  | { readonly how: 'not started'; readonly why: string }
  /** `signal` was aborted. */
  | { readonly how: 'stopped' };

/** Milliseconds between SIGTERM and SIGKILL: less than a second Ctrl-C, or the grace of the first, leaves. */
const grace = 3000;

const memoryInterval = 250;

/** Runs a program in a process group of its own, of which nothing is left when this resolves. */
export async function runProgram(call: ProgramCall): Promise<Ending> {
  if (call.memoryMiB !== undefined && process.platform !== 'linux') {
    throw new UserError('command: memoryMiB is kept to on Linux only', 'leave memoryMiB out on this machine');
  }
  const [stdout, stderr] = [openSync(call.stdout, 'w'), openSync(call.stderr, 'w')];
  try {
    // Else it would be the program that is said not to be there.
    if (!statSync(call.cwd, { throwIfNoEntry: false })?.isDirectory()) {
      return { how: 'not started', why: `there is no folder ${call.cwd}` };
    }
    return await runWith(call, stdout, stderr);
  } finally {
    closeSync(stdout);
    closeSync(stderr);
  }
}

async function runWith(call: ProgramCall, stdout: number, stderr: number): Promise<Ending> {
  const { command, cwd, env } = call;
  const watcher = ProcessWatcher.get();
  const [program, ...args] = command as [string, ...string[]];
  // It writes into files itself: no pipe that a process which it leaves behind could hold open.
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env, [tagName]: watcher.tag },
    stdio: ['ignore', stdout, stderr],
    // A group of its own: Ctrl-C reaches it through us, and all that it starts can be ended with it.
    detached: true,
  });
  const ended = new Promise<Ending>((resolve) => {
    child.once('error', (error) => resolve({ how: 'not started', why: whyNot(error, program) }));
    child.once('exit', (code, signal) =>
      resolve(signal === null ? { how: 'exit', code: code! } : { how: 'signal', signal }),
    );
  });
  const group = child.pid;
  if (group === undefined) return ended;
  watcher.begin(group);
  const limits = new Limits(call, group);
  try {
    const ending = await ended;
    return limits.ending ?? ending;
  } finally {
    limits.release();
    // What it left running would hold the machine, and the seeds to come.
    send(group, 'SIGKILL');
    watcher.end(group);
  }
}

function whyNot(error: Error, program: string): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? `there is no program ${program}` : error.message;
}

/** Ends a process group when it takes too long or too much, or when it is to stop. */
class Limits {
  ending: Ending | undefined;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #stop = (): void => this.#end({ how: 'stopped' });
  readonly #released = new AbortController();

  constructor(
    private readonly call: ProgramCall,
    private readonly group: number,
  ) {
    const { signal, timeoutSeconds, memoryMiB } = call;
    this.#timers.push(setTimeout(() => this.#end({ how: 'timeout' }), 1000 * timeoutSeconds));
    if (memoryMiB !== undefined) this.#timers.push(setInterval(() => this.#weigh(memoryMiB), memoryInterval));
    if (signal?.aborted) this.#stop();
    signal?.addEventListener('abort', this.#stop);
  }

  release(): void {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.call.signal?.removeEventListener('abort', this.#stop);
    this.#released.abort();
  }

  #weigh(most: number): void {
    const heldMiB = memoryHeld(this.group);
    if (heldMiB > most) this.#end({ how: 'memory', heldMiB });
  }

  #end(ending: Ending): void {
    if (this.ending) return;
    this.ending = ending;
    send(this.group, 'SIGTERM');
    void pause(grace, undefined, { signal: this.#released.signal }).then(
      () => send(this.group, 'SIGKILL'),
      () => undefined,
    );
  }
}

function send(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // Nothing of it is left.
  }
}
