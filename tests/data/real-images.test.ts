import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCifar10, realImages } from '#data';
import { put, tiny, tinyImages, tinyLabels } from './tiny-dataset.ts';
import { temporaryFolders } from './temporary-folder.ts';
import { writeTinyCifar } from './tiny-cifar.ts';

const newFolder = temporaryFolders();

describe('realImages', () => {
  it('standardises the channels of both splits by the training images that are taken', () => {
    const folder = newFolder();
    writeTinyCifar(folder, 40);
    const { x, y, testX, testY } = realImages('cifar-10', { trainSamples: 30, testSamples: 20, folder });
    expect([x.shape, y.shape]).toEqual([[30, 32, 32, 3], [30]]);
    expect([testX.shape, testY.shape]).toEqual([[20, 32, 32, 3], [20]]);
    expect(Array.from(y.values).slice(0, 12)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    const raw = readCifar10(join(folder, 'cifar-10-batches-bin/data_batch_1.bin'));
    const rawTest = readCifar10(join(folder, 'cifar-10-batches-bin/test_batch.bin'));
    for (const channel of [0, 1, 2]) {
      const own = Array.from(raw.x.values.subarray(0, 30 * 3072)).filter((_, at) => at % 3 === channel);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length;
      for (const at of [channel, 3000 + channel]) {
        expect(x.values[at]).toBeCloseTo((raw.x.values[at]! - mean) / Math.sqrt(variance), 4);
        expect(testX.values[at]).toBeCloseTo((rawTest.x.values[at]! - mean) / Math.sqrt(variance), 4);
      }
    }
  });

  it('names the split and the number of images when more are asked for than there are', () => {
    const folder = newFolder();
    writeTinyCifar(folder, 10);
    expect(() => realImages('cifar-10', { trainSamples: 10, testSamples: 10_001, folder })).toThrow(
      'testSamples is 10001, but the split "test" has 10000 images',
    );
    expect(() => realImages('cifar-10', { trainSamples: 0, testSamples: 1, folder })).toThrow(
      'trainSamples is 0',
    );
  });

  it('says which command fetches what is missing or cut', () => {
    const folder = newFolder();
    const hint: unknown = expect.objectContaining({
      hint: expect.stringContaining('claimcheck data fetch cifar-10') as string,
    });
    expect(() => realImages('cifar-10', { trainSamples: 1, folder })).toThrow(hint);
    writeTinyCifar(folder, 1);
    truncateSync(join(folder, 'cifar-10-batches-bin/data_batch_5.bin'), 3073);
    expect(() => realImages('cifar-10', { trainSamples: 1, folder })).toThrow(hint);
  });

  it('reads data sets of other layouts as well', () => {
    const folder = newFolder();
    put(folder, 'tiny/images', tinyImages);
    put(folder, 'tiny/labels', tinyLabels);
    const both = { ...tiny, splits: { ...tiny.splits, test: tiny.splits.train! } };
    const { x, testY } = realImages(both, { trainSamples: 1, folder });
    expect(x.shape).toEqual([1, 2, 2, 1]);
    expect(Array.from(testY.values)).toEqual([7, 3]);
    const squares = Array.from(x.values, (value) => value ** 2);
    expect(squares.reduce((sum, value) => sum + value, 0) / 4).toBeCloseTo(1, 5);
  });
});
