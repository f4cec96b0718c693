import { type Dirent, lstatSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What of a ledger is let go. */
interface LedgerLimits {
  /** Files that were not used for so many milliseconds go. */
  readonly unused: number;
  /** Of the others the longest unused go, until all have together at most so many bytes. */
  readonly bytes: number;
  /** What was used in the last so many milliseconds stays, however much it is: others may be at work with it. Default 0. */
  readonly spared?: number;
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
  const files = [
    ...filesOf(join(folder, 'results'), /^[0-9a-f]{16,64}\.json$/),
    ...filesOf(join(folder, 'checkpoints'), /^[0-9a-f]{16,64}\.ckpt$/),
  ];
  const newestFirst = files.sort((one, other) => other.used - one.used);
  const pruned = { removed: 0, removedBytes: 0, kept: 0, keptBytes: 0 };
  for (const { path, bytes, used } of newestFirst) {
    const isSpared = now - used < (limits.spared ?? 0);
    if (isSpared || (now - used < limits.unused && pruned.keptBytes + bytes <= limits.bytes)) {
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

/** Files that a ledger has written; what links lead to is somebody else's. */
function filesOf(folder: string, names: RegExp): LedgerFile[] {
  return entriesOf(folder).flatMap((entry): LedgerFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesOf(path, names);
    if (!entry.isFile() || !names.test(entry.name)) return [];
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
    if (lstatSync(folder).isSymbolicLink()) return [];
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
