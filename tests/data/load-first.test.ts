import { describe, expect, it } from 'vitest';
import { loadFirst } from '#data';
import type { Dataset } from '../../src/data/catalogue.ts';
import { temporaryFolders } from './temporary-folder.ts';
import { put, tiny, tinyImages, tinyLabels } from './tiny-dataset.ts';

const newFolder = temporaryFolders();

/** The same images under another name, as a test split. */
const other: Dataset = {
  ...tiny,
  name: 'other',
  files: tiny.files.map((file) => ({ ...file, path: file.path.replace('tiny', 'other') })),
  splits: { test: { format: 'idx', images: 'other/images', labels: 'other/labels' } },
};

describe('loadFirst', () => {
  it('takes the first that is complete', () => {
    const folder = newFolder();
    put(folder, 'other/images', tinyImages);
    put(folder, 'other/labels', Buffer.from(tinyLabels).fill(1, 8));
    const labels = () =>
      Array.from(
        loadFirst(
          [
            [tiny, 'train'],
            [other, 'test'],
          ],
          folder,
        ).y.values,
      );
    // The checksum of the other's labels is not theirs: damaged data is not taken.
    expect(labels).toThrow(expect.objectContaining({ message: expect.stringContaining('tiny') as string }));
    put(folder, 'other/labels', tinyLabels);
    expect(labels()).toEqual([7, 3]);
    put(folder, 'tiny/images', tinyImages);
    expect(labels()).toEqual([7, 3]);
  });

  it('prefers an earlier one to a later one', () => {
    const folder = newFolder();
    for (const name of ['tiny', 'other']) {
      put(folder, `${name}/images`, tinyImages);
      put(folder, `${name}/labels`, tinyLabels);
    }
    // A split that the data set does not have shows which one was read.
    expect(() =>
      loadFirst(
        [
          [other, 'train'],
          [tiny, 'train'],
        ],
        folder,
      ),
    ).toThrow('other has no split "train"');
  });

  it('says what the first one lacks when none is there', () => {
    expect(() => loadFirst([[tiny, 'train']], newFolder())).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('the data set tiny is not complete') as string,
        hint: 'run "claimcheck data fetch tiny", or point CLAIMCHECK_DATA at the folder that holds it',
      }),
    );
    expect(() => loadFirst([], newFolder())).toThrow('there is no data set to choose from');
  });
});
