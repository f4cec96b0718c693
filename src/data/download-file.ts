import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, UserError } from '#core';
import type { DataFile } from './catalogue.ts';

/** One report of a running download. */
export interface DownloadProgress {
  readonly url: string;
  /** Bytes so far, and all of them. */
  readonly received: number;
  readonly bytes: number;
}

export interface DownloadOptions {
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Downloads beside the target, checks length and checksum, and renames: the target is whole or absent.
 * Tries the file's addresses in turn; throws a `UserError` with what went wrong at each.
 */
export async function downloadFile(file: DataFile, target: string, options: DownloadOptions): Promise<void> {
  const partial = `${target}.tmp-${process.pid}`;
  const faults: string[] = [];
  try {
    await mkdir(dirname(target), { recursive: true });
    for (const url of file.urls ?? []) {
      const fault = await attempt(file, url, partial, options);
      if (fault === undefined) return await rename(partial, target);
      faults.push(`${url}: ${fault}`);
    }
  } catch (error) {
    if (error instanceof UserError || options.signal?.aborted) throw error;
    throw new UserError(
      `cannot write ${target}: ${messageOf(error)}`,
      'point CLAIMCHECK_DATA at a folder with room that you may write to',
    );
  } finally {
    // A failure to clean up must not hide the failure that made it necessary.
    await rm(partial, { force: true }).catch(() => undefined);
  }
  throw new UserError(
    `could not download ${file.path} (${file.bytes} bytes): ${faults.join('; ')}`,
    `check the network and run the command again, or put the file at ${target} yourself`,
  );
}

/** Undefined when the file arrived sound, otherwise what was wrong with this address. */
async function attempt(
  file: DataFile,
  url: string,
  partial: string,
  { fetch = globalThis.fetch, onProgress, signal }: DownloadOptions,
): Promise<string | undefined> {
  const body = await connect(url, fetch, signal);
  if (typeof body === 'string') return body;
  const output = await open(partial, 'w');
  const hash = createHash('sha256');
  let received = 0;
  try {
    for (let next = await read(body, signal); next !== undefined; next = await read(body, signal)) {
      if (typeof next === 'string') return `cut off after ${received} of ${file.bytes} bytes (${next})`;
      hash.update(next);
      await output.writeFile(next);
      received += next.length;
      onProgress?.({ url, received, bytes: file.bytes });
      if (received > file.bytes) break;
    }
  } finally {
    await output.close();
    // The stream may already be closed or broken; whatever it says now changes nothing.
    await body.cancel().catch(() => undefined);
  }
  if (received < file.bytes) return `cut off after ${received} of ${file.bytes} bytes`;
  if (received > file.bytes) return `longer than the ${file.bytes} bytes of the official file`;
  const found = hash.digest('hex');
  if (file.sha256 === undefined || found === file.sha256) return undefined;
  return `wrong checksum: sha256 is ${found}, the official file has ${file.sha256}`;
}

type Body = ReadableStreamDefaultReader<Uint8Array>;

async function connect(
  url: string,
  fetch: typeof globalThis.fetch,
  signal?: AbortSignal,
): Promise<Body | string> {
  try {
    const response = await fetch(url, signal ? { signal } : {});
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return `the server answered ${response.status} ${response.statusText}`.trim();
    }
    return response.body.getReader();
  } catch (error) {
    if (signal?.aborted) throw error;
    return `no connection (${causeOf(error)})`;
  }
}

/** The next bytes, undefined at the end, or why the stream broke. */
async function read(body: Body, signal?: AbortSignal): Promise<Uint8Array | string | undefined> {
  try {
    const { done, value } = await body.read();
    return done ? undefined : value;
  } catch (error) {
    if (signal?.aborted) throw error;
    return causeOf(error);
  }
}

/** fetch hides the reason ("getaddrinfo ENOTFOUND ...") in the cause of "fetch failed". */
function causeOf(error: unknown): string {
  return messageOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
}
