import { type Dirent, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What of a ledger is let go. */
interface LedgerLimits {
  /** Files that were not used for so many milliseconds go. */
  readonly unused: number;
  /** Of the others the longest unused go, until all have together at most so many bytes. */
  readonly bytes: number;
}

export interface Pruned {
  /** Files that went, or would go, and their bytes. */
  readonly removed: number;
  readonly removedBytes: number;
  readonly kept: number;
  readonly keptBytes: number;
}

interface LedgerFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was last written or read, in milliseconds since 1970. */
  readonly used: number;
}

/**
 * Removes results and checkpoints that nothing has used for long, and the longest unused where there are too many. What goes is
 * trained again when it is asked for; nothing else in the folder is touched.
 * @param only tells what would go, and removes nothing, where it is `dry`
 */
export function pruneLedger(folder: string, limits: LedgerLimits, only?: 'dry'): Pruned {
  const now = Date.now();
  const files = ['results', 'checkpoints'].flatMap((part) => filesOf(join(folder, part)));
  const newestFirst = files.sort((one, other) => other.used - one.used);
  const pruned = { removed: 0, removedBytes: 0, kept: 0, keptBytes: 0 };
  for (const { path, bytes, used } of newestFirst) {
    if (now - used < limits.unused && pruned.keptBytes + bytes <= limits.bytes) {
      pruned.kept += 1;
      pruned.keptBytes += bytes;
    } else {
      pruned.removed += 1;
      pruned.removedBytes += bytes;
      if (only !== 'dry') remove(path);
    }
  }
  return pruned;
}

function filesOf(folder: string): LedgerFile[] {
  return entriesOf(folder).flatMap((entry): LedgerFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesOf(path);
    try {
      const { size: bytes, mtimeMs: used } = statSync(path);
      return [{ path, bytes, used }];
    } catch {
      // Another run has removed it meanwhile.
      return [];
    }
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function remove(path: string): void {
  rmSync(path, { force: true });
  try {
    rmdirSync(dirname(path));
  } catch {
    // Others are in it.
  }
}
