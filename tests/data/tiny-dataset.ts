import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '#core';
import type { DataFile, Dataset } from '../../src/data/catalogue.ts';

/** An IDX file of bytes. */
export function idxBytes(shape: readonly number[], values: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = 8;
  header[3] = shape.length;
  shape.forEach((extent, axis) => header.writeUInt32BE(extent, 4 + 4 * axis));
  return Buffer.concat([header, Buffer.from(values)]);
}

export const tinyImages = idxBytes([2, 2, 2], [0, 51, 102, 153, 204, 255, 0, 255]);
export const tinyLabels = idxBytes([2], [7, 3]);

/** Entry of the catalogue for these bytes. */
export function fileOf(path: string, content: Uint8Array, ...urls: string[]): DataFile {
  return { path, bytes: content.length, sha256: sha256(content), urls };
}

/** Two 2x2 images with labels, as MNIST is kept. */
export const tiny: Dataset = {
  name: 'tiny',
  title: 'two images',
  files: [
    fileOf('tiny/images', tinyImages, 'https://one.example/images', 'https://two.example/images'),
    fileOf('tiny/labels', tinyLabels, 'https://one.example/labels'),
  ],
  splits: { train: { format: 'idx', images: 'tiny/images', labels: 'tiny/labels' } },
};

/** Writes a file below a folder. */
export function put(folder: string, path: string, content: Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
