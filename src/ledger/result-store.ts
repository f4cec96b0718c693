import { rmSync } from 'node:fs';
import { canonicalJson, hashOf, writeFileAtomic } from '#core';
import type { ResultStore } from '#core';
import { pathOf, readTrusted } from './stored-file.ts';

interface StoredResult {
  readonly key: string;
  readonly sha256: string;
  readonly value: unknown;
}

/** A store whose results can be taken back. */
export interface RemovableResults extends ResultStore {
  remove(key: string): void;
}

/** JSON results as `<folder>/<aa>/<key>.json`, each with the sha256 of its value. */
export function createResultStore(folder: string): RemovableResults {
  return {
    load: (key) =>
      readTrusted(pathOf(folder, key, '.json'), (content) => {
        const stored = JSON.parse(content.toString('utf8')) as StoredResult;
        return stored.key === key && stored.sha256 === hashOf(stored.value) ? stored.value : undefined;
      }),
    save(key, value) {
      const stored: StoredResult = { key, sha256: hashOf(value), value };
      writeFileAtomic(pathOf(folder, key, '.json'), canonicalJson(stored));
    },
    remove: (key) => rmSync(pathOf(folder, key, '.json'), { force: true }),
  };
}
