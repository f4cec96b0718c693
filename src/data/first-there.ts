import { UserError } from '#core';
import { dataFolder, locate, requireDataset } from './locate.ts';

/**
 * The first of some data sets that is complete in the data folder.
 * @param names such as a tier's `data`, the preferred one first
 * @throws UserError when none is: what the first of them lacks, and the command that fetches it; when there are no names
 */
export function firstThere(names: readonly string[] = [], folder: string = dataFolder()): string {
  const [first] = names;
  if (first === undefined) {
    throw new UserError('there is no data set to choose from', "name at least one, as in data: ['mnist']");
  }
  const found = names.find((name) => locate(name, folder).complete);
  if (found === undefined) requireDataset(first, folder);
  return found ?? first;
}
