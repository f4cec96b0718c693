import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { messageOf, UserError } from './errors.ts';
import { unwritableHint } from './unwritable-hint.ts';

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
    throw new UserError(`cannot write ${path}: ${messageOf(error)}`, unwritableHint(error, dirname(path)));
  }
}
