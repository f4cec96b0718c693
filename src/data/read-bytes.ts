import { readFileSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { messageOf, UserError } from '#core';

export const brokenFileHint = 'delete the file and fetch it again: claimcheck data fetch';

/** Bytes that a packed file may have unpacked, unless its reader knows better: no data set has a quarter of it. */
const mostUnpacked = 2 ** 28;

/**
 * The bytes of a file, unpacked when they start like gzip (whatever the file is called).
 * A gzip file that was cut gives the bytes up to the cut, so that the reader can say how many are missing.
 * @throws UserError when there is no such file, it is no sound gzip file, or has more than `most` bytes unpacked
 */
export function readBytes(path: string, most: number = mostUnpacked): Buffer {
  const bytes = readStored(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new UserError(
        `${path} is packed and has more than ${most} bytes unpacked`,
        'delete the file if it is not what it should be; a larger one is read when it is stored unpacked',
      );
    }
    throw new UserError(`${path} is not a sound gzip file: ${messageOf(error)}`, brokenFileHint);
  }
}

/** The bytes of a file as they are stored. */
export function readStored(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UserError(
      `cannot read ${path}: ${messageOf(error)}`,
      'fetch the data set (claimcheck data fetch) or point CLAIMCHECK_DATA at the folder that holds it',
    );
  }
}

/** The error of a file whose length is not what its header or format asks for. */
export function lengthError(path: string, expected: string, found: number): UserError {
  return new UserError(`${path} is damaged: expected ${expected}, found ${found} bytes`, brokenFileHint);
}
