import { relative, resolve, sep } from 'node:path';
import { codeState } from '#core';
import type { Fingerprint } from '#ledger';

const prefix = 'code of programs in ';

/** The state of each folder of code that a claim's arms run, by its absolute path. */
export async function codeStates(folders: readonly string[]): Promise<Record<string, string>> {
  const states = await Promise.all(folders.map(async (folder) => [folder, (await codeState(folder)).hash]));
  return Object.fromEntries(states) as Record<string, string>;
}

/** The same as parts of a fingerprint, relative to the claims, so that a checkout may be moved. */
export function codeParts(states: Readonly<Record<string, string>>, root: string): Fingerprint {
  return Object.fromEntries(
    Object.entries(states).map(([folder, hash]) => [
      prefix + (relative(root, folder) || '.').split(sep).join('/'),
      hash,
    ]),
  );
}

/** The folders that a fingerprint is of. */
export function codeFolders(fingerprint: Fingerprint, root: string): string[] {
  return Object.keys(fingerprint)
    .filter((part) => part.startsWith(prefix))
    .map((part) => resolve(root, part.slice(prefix.length)));
}
