import { readFileSync } from 'node:fs';
import { canonicalJson, messageOf, UserError, writeFileAtomic } from '#core';
import { withDigest } from './digest.ts';

const hint = 'verify again, or delete it';

/**
 * Writes evidence, with whatever the runner adds to it and the digest of all of it, as canonical JSON: equal evidence gives
 * equal files.
 */
export function writeEvidence(path: string, evidence: object): void {
  writeFileAtomic(path, `${canonicalJson(withDigest(evidence))}\n`);
}

/**
 * Reads a JSON file that claimcheck wrote.
 * @param what the file's name in messages
 * @throws UserError when the file is absent, unreadable, cut off or not JSON
 */
export function readJsonFile(path: string, what = 'evidence file'): unknown {
  const text = read(path, what);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UserError(`${what} ${path} is damaged (${damage(text, messageOf(error))})`, hint);
  }
}

function read(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const problem = absent
      ? `${what} ${path} does not exist`
      : `cannot read ${what} ${path}: ${messageOf(error)}`;
    throw new UserError(problem, absent ? 'verify first, or correct the path' : hint);
  }
}

function damage(text: string, message: string): string {
  const bytes = Buffer.byteLength(text);
  if (bytes === 0) return 'empty';
  if (!/[}\]]\s*$/.test(text)) return `cut off at byte ${bytes}`;
  return `not JSON: ${message}`;
}
