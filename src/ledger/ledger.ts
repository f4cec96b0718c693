import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckpointStore } from '#core';
import { createCheckpointStore, removeCheckpoints } from './checkpoint-store.ts';
import { createResultStore, type RemovableResults } from './result-store.ts';

/** What interrupted runs left behind, by content key. */
export interface Ledger {
  /** A batch whose result is kept loses its checkpoints. */
  readonly results: RemovableResults;
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
  const store = createResultStore(results);
  return {
    results: {
      ...store,
      load(key) {
        const value = store.load(key);
        // A run that was killed between the two writes left them.
        if (value !== undefined) removeCheckpoints(checkpoints, key);
        return value;
      },
      save(key, value) {
        store.save(key, value);
        removeCheckpoints(checkpoints, key);
      },
    },
    checkpoints: (key) => createCheckpointStore(checkpoints, key),
    clear() {
      rmSync(results, { recursive: true, force: true });
      rmSync(checkpoints, { recursive: true, force: true });
    },
  };
}
