import { basename, dirname } from 'node:path';

const suffix = /\.(claim|invariant)\.ts$/;

/** The id of the claim that a file defines, `<paper>/<name>`; undefined where its name is not that of a claim file. */
export function claimIdOf(file: string): string | undefined {
  if (!suffix.test(file)) return undefined;
  return `${basename(dirname(file))}/${basename(file).replace(suffix, '')}`;
}
