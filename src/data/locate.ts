import { statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { messageOf, sha256, UserError } from '#core';
import { datasetNamed, type DataFile, type Dataset } from './catalogue.ts';
import { readStored } from './read-bytes.ts';

/** The folder of real data: `CLAIMCHECK_DATA`, or `.claimcheck/data` below the working folder. */
export function dataFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  workingFolder: string = process.cwd(),
): string {
  return env['CLAIMCHECK_DATA'] || join(workingFolder, '.claimcheck', 'data');
}

type FileState = 'sound' | 'missing' | 'wrong-length' | 'wrong-checksum';

export interface LocatedFile {
  readonly file: DataFile;
  /** Absolute or relative to the working folder, as the data folder is. */
  readonly path: string;
  readonly state: FileState;
  /** Bytes found; 0 when missing. */
  readonly bytes: number;
  /** What `sound` rests on: `length` where no checksum is known. */
  readonly check: 'sha256' | 'length';
}

export interface LocatedDataset {
  readonly dataset: Dataset;
  readonly folder: string;
  readonly files: readonly LocatedFile[];
  /** Whether every file is sound. */
  readonly complete: boolean;
}

/** What is there of a data set, each file held against its length and, where one is known, its checksum. */
export function locate(dataset: Dataset | string, folder: string = dataFolder()): LocatedDataset {
  const wanted = typeof dataset === 'string' ? datasetNamed(dataset) : dataset;
  const files = wanted.files.map((file) => inspect(file, folder));
  return { dataset: wanted, folder, files, complete: files.every(({ state }) => state === 'sound') };
}

/** The state of one file below `folder`. */
export function inspect(file: DataFile, folder: string): LocatedFile {
  const path = join(folder, file.path);
  const check = file.sha256 === undefined ? 'length' : 'sha256';
  const stats = statsOf(path);
  const bytes = stats?.isFile() ? stats.size : 0;
  const state = (): FileState => {
    if (!stats?.isFile()) return 'missing';
    if (bytes !== file.bytes) return 'wrong-length';
    return check === 'length' || sha256(readStored(path)) === file.sha256 ? 'sound' : 'wrong-checksum';
  };
  return { file, path, state: state(), bytes, check };
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file stands where the path has a folder.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw new UserError(
      `cannot look at ${path}: ${messageOf(error)}`,
      'point CLAIMCHECK_DATA at a folder that you may read',
    );
  }
}

/** `locate` for a run that needs the data: throws a `UserError` naming what is missing or damaged. */
export function requireDataset(dataset: Dataset | string, folder: string = dataFolder()): LocatedDataset {
  const found = locate(dataset, folder);
  if (found.complete) return found;
  const faults = found.files
    .filter(({ state }) => state !== 'sound')
    .map(({ path, state, bytes, file }) =>
      state === 'wrong-length'
        ? `${path}: expected ${file.bytes} bytes, found ${bytes}`
        : `${path}: ${state === 'missing' ? 'missing' : 'sha256 differs'}`,
    );
  throw new UserError(
    `the data set ${found.dataset.name} is not complete: ${faults.join('; ')}`,
    `run "claimcheck data fetch ${found.dataset.name}", or point CLAIMCHECK_DATA at the folder that holds it`,
  );
}
