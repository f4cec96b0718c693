import { readFileSync } from 'node:fs';
import { hashOf } from '#core';

/** Hash of files of this folder, by name: what they found is found anew when one of them changes. */
export function sourcesHash(names: readonly string[]): string {
  return hashOf(names.map((name) => readFileSync(`${import.meta.dirname}/${name}.ts`, 'utf8')));
}
