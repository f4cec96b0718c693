import { readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '#core';

/** `<folder>/<aa>/<name><suffix>`: keys that are no plain file name are hashed into one. */
export function pathOf(folder: string, key: string, suffix: string): string {
  const name = fileName(key);
  return join(folder, name.slice(0, 2), `${name}${suffix}`);
}

/** A key as a file name; content keys, which are hexadecimal, stay as they are. */
export function fileName(key: string): string {
  return /^[0-9a-f]{16,64}$/.test(key) ? key : sha256(key);
}

/** Reads and decodes a file; one that is absent or does not decode is undefined, and removed. */
export function readTrusted<T>(path: string, decode: (content: Buffer) => T | undefined): T | undefined {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch {
    return undefined;
  }
  const value = attempt(() => decode(content));
  if (value === undefined) rmSync(path, { force: true });
  else markUsed(path);
  return value;
}

const day = 24 * 60 * 60 * 1000;

/** What is used stays when a ledger is pruned: its time tells the day of its last use. */
function markUsed(path: string): void {
  const now = new Date();
  try {
    if (now.getTime() - statSync(path).mtimeMs > day) utimesSync(path, now, now);
  } catch {
    // A ledger that may only be read is not pruned either.
  }
}

function attempt<T>(decode: () => T | undefined): T | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}
