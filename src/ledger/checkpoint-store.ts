import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '#core';
import type { CheckpointStore } from '#core';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';
import { fileName, readTrusted } from './stored-file.ts';

/** Checkpoints of one batch as `<folder>/<aa>/<batch>/<scan>.ckpt`, exact to the bit. */
export function createCheckpointStore(folder: string, batchKey: string): CheckpointStore {
  const pathOfScan = (key: string): string => join(folderOf(folder, batchKey), `${fileName(key)}.ckpt`);
  return {
    load: (key) => readTrusted(pathOfScan(key), (content) => decodeCheckpoint(content, `${batchKey}/${key}`)),
    save: (key, checkpoint) =>
      writeFileAtomic(pathOfScan(key), encodeCheckpoint(checkpoint, `${batchKey}/${key}`)),
    clear: (key) => rmSync(pathOfScan(key), { force: true }),
  };
}

/** Removes the checkpoints of a batch: what is finished needs none. */
export function removeCheckpoints(folder: string, batchKey: string): void {
  rmSync(folderOf(folder, batchKey), { recursive: true, force: true });
}

function folderOf(folder: string, batchKey: string): string {
  const batch = fileName(batchKey);
  return join(folder, batch.slice(0, 2), batch);
}
