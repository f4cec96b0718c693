import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, UserError, writeFileAtomic } from '#core';
import { datasetNamed, type DataFile, type Dataset } from './catalogue.ts';
import { downloadFile, type DownloadOptions } from './download-file.ts';
import { dataFolder, inspect, locate, type LocatedDataset } from './locate.ts';
import { brokenFileHint, readBytes } from './read-bytes.ts';
import { untar } from './untar.ts';

export interface FetchDatasetOptions extends DownloadOptions {
  /** Default: `dataFolder()`. */
  readonly folder?: string;
}

export interface FetchedDataset extends LocatedDataset {
  /** Files that were downloaded; empty when everything was there. */
  readonly downloaded: readonly string[];
  /** What the user should know: files whose content could not be held against a checksum. */
  readonly notes: readonly string[];
}

/**
 * Downloads what is missing or damaged of a data set, each file checked before it gets its name.
 * Throws a `UserError` without network, for a cut or altered download, and for a data set that has no address.
 */
export async function fetchDataset(
  dataset: Dataset | string,
  options: FetchDatasetOptions = {},
): Promise<FetchedDataset> {
  const wanted = typeof dataset === 'string' ? datasetNamed(dataset) : dataset;
  const folder = options.folder ?? dataFolder();
  const before = locate(wanted, folder);
  const downloaded: string[] = [];
  if (!before.complete && wanted.archive) {
    if (await fetchArchive(wanted, wanted.archive, folder, options)) downloaded.push(wanted.archive.path);
  } else {
    for (const { file, path, state } of before.files) {
      if (state === 'sound') continue;
      requireAddress(wanted, file, folder);
      await downloadFile(file, path, options);
      downloaded.push(file.path);
    }
  }
  return { ...locate(wanted, folder), downloaded, notes: notesOn(wanted) };
}

/** Unpacks the archive, downloading it when it is not there; tells whether it was downloaded. */
async function fetchArchive(
  dataset: Dataset,
  archive: DataFile,
  folder: string,
  options: DownloadOptions,
): Promise<boolean> {
  const { path, state } = inspect(archive, folder);
  const needed = state !== 'sound';
  if (needed) {
    requireAddress(dataset, archive, folder);
    await downloadFile(archive, path, options);
  }
  const members = membersOf(path, dataset);
  for (const file of dataset.files) {
    const content = members.get(file.path);
    if (content?.length !== file.bytes) {
      throw new UserError(
        `${path} should hold ${file.path} with ${file.bytes} bytes, found ${content ? `${content.length} bytes` : 'no such member'}`,
        brokenFileHint,
      );
    }
    writeFileAtomic(join(folder, file.path), content);
  }
  if (needed) await rm(path);
  return needed;
}

/** Bytes beside the files that an archive may have: other members, headers. */
const besides = 2 ** 20;

function membersOf(path: string, { files }: Dataset): ReadonlyMap<string, Uint8Array> {
  try {
    return untar(
      readBytes(
        path,
        files.reduce((sum, { bytes }) => sum + bytes, besides),
      ),
    );
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${path} is damaged: ${messageOf(error)}`, brokenFileHint);
  }
}

function requireAddress(dataset: Dataset, file: DataFile, folder: string): void {
  if (file.urls?.length) return;
  throw new UserError(
    `${dataset.name} cannot be downloaded: ${file.path} has no public address`,
    `put the file into ${folder}, or point CLAIMCHECK_DATA at the folder that holds it`,
  );
}

function notesOn(dataset: Dataset): string[] {
  const source = dataset.archive ? [dataset.archive] : dataset.files;
  return source
    .filter((file) => file.sha256 === undefined)
    .map((file) => `${file.path}: no official checksum is known, only its length was checked`);
}
