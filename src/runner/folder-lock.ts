import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '#core';

const ownerSchema = z.object({ pid: z.int().positive(), since: z.string() });
type Owner = z.infer<typeof ownerSchema>;

const lockPath = (folder: string): string => join(folder, '.claimcheck-lock.json');

/** Locks of this process: one that a file tells of beside these is of an earlier process with the same number. */
const held = new Set<string>();

/** Keeps a folder to one run: what two write at once would be evidence of one and the summary of the other. */
export class FolderLock {
  #path: string | undefined;

  /**
   * Takes the folder, which must be there; also from a process that is gone.
   * @throws UserError when another run has it
   */
  take(folder: string): void {
    const path = resolve(lockPath(folder));
    const owner = ownerOf(path);
    if (owner && isRunning(owner, path)) throw inUse(folder, path, owner);
    rmSync(path, { force: true });
    const own: Owner = { pid: process.pid, since: new Date().toISOString() };
    try {
      writeFileSync(path, `${JSON.stringify(own)}\n`, { flag: 'wx' });
    } catch (error) {
      const other = ownerOf(path);
      throw other ? inUse(folder, path, other) : error;
    }
    held.add(path);
    this.#path = path;
  }

  release(): void {
    if (this.#path === undefined) return;
    rmSync(this.#path, { force: true });
    held.delete(this.#path);
    this.#path = undefined;
  }
}

function ownerOf(path: string): Owner | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function isRunning({ pid }: Owner, path: string): boolean {
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function inUse(folder: string, path: string, { pid, since }: Owner): UserError {
  return new UserError(
    `another run writes to ${folder} (process ${pid}, since ${since})`,
    `wait for it, or write elsewhere with --out DIR; if process ${pid} is none of claimcheck, delete ${path}`,
  );
}
