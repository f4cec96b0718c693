import {
  closeSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '#core';
import { makeFolder } from './make-folder.ts';

const ownerSchema = z.object({
  pid: z.int().positive(),
  host: z.string().exactOptional(),
  since: z.string(),
});
type Owner = z.infer<typeof ownerSchema>;

const lockPath = (folder: string): string => join(folder, '.claimcheck-lock.json');

/** Locks of this process: one that a file tells of beside these is of an earlier process with the same number. */
const held = new Set<string>();

/** This machine, and the container in it, where processes have numbers of their own. */
function ownHost(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** A run writes its lock anew so often: another machine knows by that alone whether it goes on. */
const beat = 10_000;
const silence = 6 * beat;

/**
 * Keeps a folder to one run, of all machines that share it: what two write at once would be evidence of one and the summary of
 * the other.
 */
export class FolderLock {
  #own: { readonly path: string; readonly text: string; readonly timer: NodeJS.Timeout } | undefined;

  /**
   * Takes the folder, which must be there; also from a process that is gone, and from a machine that has been silent for a
   * minute.
   * @throws UserError when another run has it
   */
  take(folder: string): void {
    const path = resolve(lockPath(folder));
    const before = ownerOf(path);
    if (before.owner && isRunning(before.owner, path)) throw inUse(folder, path, before.owner);
    if (before.text !== undefined) removeLock(path, before.text);
    const own: Owner = { pid: process.pid, host: ownHost(), since: new Date().toISOString() };
    const text = `${JSON.stringify(own)}\n`;
    try {
      writeFileSync(path, text, { flag: 'wx' });
    } catch (error) {
      const { owner } = ownerOf(path);
      throw owner ? inUse(folder, path, owner) : error;
    }
    held.add(path);
    this.#own = { path, text, timer: setInterval(() => touch(path, text), beat).unref() };
  }

  /** @throws UserError where another run has taken the folder meanwhile, as from a machine that slept for longer than a minute */
  requireHeld(): void {
    if (this.#own === undefined) return;
    const { path, text } = this.#own;
    touch(path, text);
    if (ownerOf(path).text === text) return;
    throw new UserError(
      `another run has taken ${dirname(path)}: this one writes nothing more there`,
      'run it again when the other one is over: what was trained is kept',
      1,
    );
  }

  release(): void {
    if (this.#own === undefined) return;
    const { path, text, timer } = this.#own;
    clearInterval(timer);
    removeLock(path, text);
    held.delete(path);
    this.#own = undefined;
  }
}

/** Writes the same over the lock: its time is then the file system's, whatever the clocks of the machines say. */
function touch(path: string, text: string): void {
  const there = ownerOf(path).text;
  try {
    if (there === undefined) {
      // The folder vanished: it is this run's still, unless another one is quicker.
      makeFolder(dirname(path));
      writeFileSync(path, text, { flag: 'wx' });
    }
    if (there !== text) return;
    const file = openSync(path, 'r+');
    writeSync(file, text, 0);
    closeSync(file);
  } catch {
    // The folder is gone, or cannot be written to for now: the run finds out when it has something to keep.
  }
}

/** Removes a lock that says this, and no other that was taken meanwhile. */
function removeLock(path: string, text: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') === text) rmSync(aside);
    else renameSync(aside, path);
  } catch {
    // Another process has removed it, or the folder is gone.
  }
}

function ownerOf(path: string): { readonly text?: string; readonly owner?: Owner | undefined } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return {};
  }
  try {
    return { text, owner: ownerSchema.safeParse(JSON.parse(text)).data };
  } catch {
    return { text };
  }
}

function isRunning({ pid, host = ownHost() }: Owner, path: string): boolean {
  // Either way: clocks of file systems are set back, too.
  if (host !== ownHost()) return Math.abs(sinceWritten(path)) < silence;
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Milliseconds since a lock was written, by the clock of its file system. */
function sinceWritten(path: string): number {
  const probe = `${path}.${process.pid}`;
  try {
    writeFileSync(probe, '');
    return statSync(probe).mtimeMs - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity);
  } finally {
    rmSync(probe, { force: true });
  }
}

function inUse(folder: string, path: string, { pid, host = ownHost(), since }: Owner): UserError {
  const here = host === ownHost();
  return new UserError(
    `another run writes to ${folder} (process ${pid}${here ? '' : ` on ${host.split(' ')[0]}`}, since ${since})`,
    `wait for it, or write elsewhere with --out DIR; if ` +
      (here
        ? `process ${pid} is none of claimcheck, delete ${path}`
        : `that machine is gone, try again in ${silence / 1000} seconds`),
  );
}
