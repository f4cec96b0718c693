import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder, datasetNamed, loadDataset, locate } from '#data';
import { requireDataset } from '../../src/data/locate.ts';
import type { Dataset } from '../../src/data/catalogue.ts';
import { temporaryFolders } from './temporary-folder.ts';
import { idxBytes, fileOf, put, tiny, tinyImages, tinyLabels } from './tiny-dataset.ts';

const newFolder = temporaryFolders();

function states(folder: string, dataset: Dataset = tiny): string[] {
  return locate(dataset, folder).files.map(({ state }) => state);
}

describe('dataFolder', () => {
  it('is CLAIMCHECK_DATA, and below the working folder when that is unset or empty', () => {
    expect(dataFolder({ CLAIMCHECK_DATA: '/data' }, '/work')).toBe('/data');
    expect(dataFolder({}, '/work')).toBe(join('/work', '.claimcheck', 'data'));
    expect(dataFolder({ CLAIMCHECK_DATA: '' }, '/work')).toBe(join('/work', '.claimcheck', 'data'));
  });
});

describe('locate', () => {
  it('an absent folder: every file missing', () => {
    const found = locate('mnist', join(newFolder(), 'absent'));
    expect(found.complete).toBe(false);
    expect(found.files.map(({ state, bytes }) => [state, bytes])).toEqual(Array(4).fill(['missing', 0]));
  });

  it('tells sound, cut, altered and misnamed-folder files apart', () => {
    const folder = newFolder();
    put(folder, 'tiny/images', tinyImages);
    put(folder, 'tiny/labels', tinyLabels);
    expect(states(folder)).toEqual(['sound', 'sound']);
    expect(locate(tiny, folder).complete).toBe(true);
    put(folder, 'tiny/images', tinyImages.subarray(0, 9));
    const altered = Buffer.from(tinyLabels);
    altered[9] = 4;
    put(folder, 'tiny/labels', altered);
    expect(states(folder)).toEqual(['wrong-length', 'wrong-checksum']);
    const other = newFolder();
    put(other, 'tiny/images/inside', tinyImages);
    expect(states(other)).toEqual(['missing', 'missing']);
  });

  it('without a known checksum, says that only the length was checked', () => {
    const folder = newFolder();
    const file = { path: 'a', bytes: 3 };
    put(folder, 'a', Buffer.from('abc'));
    const found = locate({ ...tiny, files: [file] }, folder);
    expect(found.files[0]).toMatchObject({ state: 'sound', check: 'length' });
    expect(locate(tiny, folder).files[0]).toMatchObject({ check: 'sha256' });
  });
});

describe('requireDataset', () => {
  it('names every fault and how to mend it', () => {
    const folder = newFolder();
    put(folder, 'tiny/images', tinyImages.subarray(0, 9));
    const images = join(folder, 'tiny/images');
    const labels = join(folder, 'tiny/labels');
    expect(() => requireDataset(tiny, folder)).toThrow(
      expect.objectContaining({
        message: `the data set tiny is not complete: ${images}: expected 24 bytes, found 9; ${labels}: missing`,
        hint: 'run "claimcheck data fetch tiny", or point CLAIMCHECK_DATA at the folder that holds it',
      }),
    );
  });
});

describe('loadDataset', () => {
  it('reads images in [0, 1] with a channel axis, and labels', () => {
    const folder = newFolder();
    put(folder, 'tiny/images', tinyImages);
    put(folder, 'tiny/labels', tinyLabels);
    const { x, y } = loadDataset(tiny, 'train', folder);
    expect(x.shape).toEqual([2, 2, 2, 1]);
    expect(Array.from(x.values)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1, 0, 1].map(Math.fround));
    expect(Array.from(y.values)).toEqual([7, 3]);
  });

  it('joins CIFAR batches in order', () => {
    const folder = newFolder();
    const batch = (label: number): Buffer => Buffer.alloc(3073, label);
    const contents = [Buffer.concat([batch(1), batch(2)]), batch(5)];
    const files = contents.map((content, at) => fileOf(`batch-${at}`, content));
    files.forEach((file, at) => put(folder, file.path, contents[at]!));
    const batches = files.map(({ path }) => path);
    const { x, y } = loadDataset(
      { ...tiny, files, splits: { test: { format: 'cifar-10', batches } } },
      'test',
      folder,
    );
    expect(x.shape).toEqual([3, 32, 32, 3]);
    expect(Array.from(y.values)).toEqual([1, 2, 5]);
    expect([0, 3072, 6144].map((at) => Math.round(x.values[at]! * 255))).toEqual([1, 2, 5]);
  });

  it('refuses a split that the data set has not, and labels that do not match', () => {
    const folder = newFolder();
    const labels = idxBytes([3], [1, 2, 3]);
    put(folder, 'tiny/images', tinyImages);
    put(folder, 'tiny/labels', labels);
    const files = [fileOf('tiny/images', tinyImages), fileOf('tiny/labels', labels)];
    expect(() => loadDataset({ ...tiny, files }, 'test', folder)).toThrow('tiny has no split "test"');
    expect(() => loadDataset({ ...tiny, files }, 'train', folder)).toThrow(/not images with one label each/);
  });

  it('needs all of the files', () => {
    expect(() => loadDataset(datasetNamed('cifar-10'), 'train', newFolder())).toThrow(/not complete/);
  });
});
