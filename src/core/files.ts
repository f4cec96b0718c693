import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { messageOf, UserError } from './errors.ts';

/** Writes beside the target and renames, so that a reader or a kill never meets half a file. */
export function writeFileAtomic(path: string, content: string | Uint8Array): void {
  // Absolute, because Node makes a relative folder in a working folder that was deleted for ever.
  const target = resolve(path);
  const temporary = `${target}.tmp-${process.pid}`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, target);
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary);
    throw new UserError(`cannot write ${path}: ${messageOf(error)}`, hintOf(error, dirname(path)));
  }
}

/** What to do about a file that cannot be written: a full disk is another matter than a folder of somebody else's. */
export function hintOf(error: unknown, folder: string): string {
  const { code } = error as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return full
    ? `make room on the disk of ${folder} and run it again: it goes on from what is there`
    : 'choose a folder that you may write to, for instance with --out DIR';
}
