import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '#core';
import type { CheckpointStore } from '#core';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';
import { fileName, readTrusted } from './stored-file.ts';

/** Checkpoints of one batch as `<folder>/<aa>/<batch>/<scan>.ckpt`, exact to the bit. */
export function createCheckpointStore(folder: string, batchKey: string): CheckpointStore {
  const batch = fileName(batchKey);
  const pathOfScan = (key: string): string => join(folder, batch.slice(0, 2), batch, `${fileName(key)}.ckpt`);
  return {
    load: (key) => readTrusted(pathOfScan(key), (content) => decodeCheckpoint(content, `${batchKey}/${key}`)),
    save: (key, checkpoint) =>
      writeFileAtomic(pathOfScan(key), encodeCheckpoint(checkpoint, `${batchKey}/${key}`)),
    clear: (key) => rmSync(pathOfScan(key), { force: true }),
  };
}
