import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckpointStore, ResultStore } from '#core';
import { createCheckpointStore } from './checkpoint-store.ts';
import { createResultStore } from './result-store.ts';

/** What interrupted runs left behind, by content key. */
export interface Ledger {
  readonly results: ResultStore;
  /** The checkpoints of one batch of runs; `key` is the batch's content key. */
  checkpoints(key: string): CheckpointStore;
  /** Removes everything, so that the next run starts from nothing. */
  clear(): void;
}

/**
 * Opens the ledger in a folder, which is made when something is first written.
 * Files that are damaged, cut off or filed under another key are removed and treated as absent.
 */
export function openLedger(folder: string): Ledger {
  const results = join(folder, 'results');
  const checkpoints = join(folder, 'checkpoints');
  return {
    results: createResultStore(results),
    checkpoints: (key) => createCheckpointStore(checkpoints, key),
    clear() {
      rmSync(results, { recursive: true, force: true });
      rmSync(checkpoints, { recursive: true, force: true });
    },
  };
}
