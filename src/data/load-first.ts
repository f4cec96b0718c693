import { UserError } from '#core';
import type { Dataset } from './catalogue.ts';
import type { LabelledData, Split } from './labelled-data.ts';
import { loadDataset } from './load-dataset.ts';
import { dataFolder, locate, requireDataset } from './locate.ts';

/** A split of a data set. */
export type DatasetSplit = readonly [dataset: Dataset | string, split: Split];

/** The training images of MNIST, or where they are missing the test images, which are easier to come by. */
export const mnistImages: readonly DatasetSplit[] = [
  ['mnist', 'train'],
  ['mnist-test', 'test'],
];

/**
 * The first of some splits whose data set is complete, as `loadDataset` reads it.
 * @throws UserError when none is: what the first of them lacks, and the command that fetches it
 */
export function loadFirst(choices: readonly DatasetSplit[], folder: string = dataFolder()): LabelledData {
  const [first] = choices;
  if (!first) throw new UserError('there is no data set to choose from', 'name at least one with its split');
  const found = choices.find(([dataset]) => locate(dataset, folder).complete);
  if (!found) requireDataset(first[0], folder);
  return loadDataset(...(found ?? first), folder);
}
