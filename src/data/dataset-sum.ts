import { hashOf, sha256 } from '#core';
import { dataFolder, locate } from './locate.ts';
import { readStored } from './read-bytes.ts';

/** sha256 over the sums of all files of a data set that is complete in the folder: what a run read, in one word. */
export function datasetSum(name: string, folder: string = dataFolder()): string {
  const sums = locate(name, folder).files.map(({ file, path }) => [
    file.path,
    file.sha256 ?? sha256(readStored(path)),
  ]);
  return hashOf(Object.fromEntries(sums));
}
