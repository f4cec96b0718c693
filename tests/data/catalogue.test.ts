import { describe, expect, it } from 'vitest';
import { datasetNamed, datasets } from '#data';

describe('datasets', () => {
  it('have distinct names and files, and splits made of files that are listed', () => {
    const paths = datasets.flatMap(({ files }) => files.map(({ path }) => path));
    expect(new Set(paths).size).toBe(paths.length);
    expect(new Set(datasets.map(({ name }) => name)).size).toBe(datasets.length);
    for (const { files, splits } of datasets) {
      const used = Object.values(splits).flatMap((split) =>
        split.format === 'idx' ? [split.images, split.labels] : split.batches,
      );
      expect(new Set(used)).toEqual(new Set(files.map(({ path }) => path)));
    }
  });

  it('have well-formed checksums wherever something is downloaded', () => {
    for (const { files, archive } of datasets) {
      const downloaded = archive ? [archive] : files.filter(({ urls }) => urls);
      for (const { sha256, urls } of downloaded) {
        expect(sha256).toMatch(/^[0-9a-f]{64}$/);
        for (const url of urls ?? []) expect(url).toMatch(/^https:\/\//);
      }
    }
  });

  it('an unknown name lists the known ones', () => {
    expect(() => datasetNamed('minst')).toThrow(
      expect.objectContaining({
        message: 'there is no data set "minst"',
        hint: 'choose one of mnist, cifar-10, mnist-test, cifar-10-subset',
      }),
    );
  });
});
