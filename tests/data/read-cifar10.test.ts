import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCifar10 } from '#data';
import { temporaryFolders } from './temporary-folder.ts';

const newFolder = temporaryFolders();

/** Images whose R, G, B planes hold row, column and image number. */
function batch(labels: readonly number[]): Buffer {
  const images = labels.map((label, image) => {
    const planes = Buffer.alloc(3073, image);
    planes[0] = label;
    for (let pixel = 0; pixel < 1024; pixel++) {
      planes[1 + pixel] = pixel >> 5;
      planes[1 + 1024 + pixel] = pixel & 31;
    }
    return planes;
  });
  return Buffer.concat(images);
}

function file(content: Uint8Array): string {
  const path = join(newFolder(), 'batch.bin');
  writeFileSync(path, content);
  return path;
}

describe('readCifar10', () => {
  it('turns planes into NHWC', () => {
    const { x, y } = readCifar10(file(batch([3, 9])), { scale: 1 });
    expect(x).toMatchObject({ dtype: 'float32', shape: [2, 32, 32, 3] });
    expect(Array.from(y.values)).toEqual([3, 9]);
    for (const [image, row, column] of [
      [0, 0, 0],
      [0, 5, 30],
      [1, 31, 2],
    ] as const) {
      const at = ((image * 32 + row) * 32 + column) * 3;
      expect(Array.from(x.values.slice(at, at + 3))).toEqual([row, column, image]);
    }
  });

  it('scales to [0, 1] unless told otherwise', () => {
    const bytes = Buffer.alloc(3073, 255);
    bytes[0] = 1;
    expect(new Set(readCifar10(file(bytes)).x.values)).toEqual(new Set([1]));
  });

  it('cut in an image: names the file and both lengths', () => {
    const path = file(batch([1, 2]).subarray(0, 5000));
    expect(() => readCifar10(path)).toThrow(
      `${path} is damaged: expected 6146 bytes (a multiple of 3073 an image), found 5000 bytes`,
    );
    expect(() => readCifar10(file(Buffer.alloc(0)))).toThrow(/expected 3073 bytes .* found 0/);
  });

  it('refuses labels above 9: another file of the same length', () => {
    expect(() => readCifar10(file(batch([1, 10])))).toThrow(/label 10 at byte 3073/);
  });
});
