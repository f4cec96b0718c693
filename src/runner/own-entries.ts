import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './environment.ts';

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

let entries: ReadonlyMap<string, string> | undefined;

/** The file that an import by this package's name leads to; undefined for other imports. */
export function ownEntry(specifier: string): string | undefined {
  return (entries ??= readEntries()).get(specifier);
}

function readEntries(): ReadonlyMap<string, string> {
  const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Manifest;
  const condition = import.meta.filename.endsWith('.ts') ? 'claimcheck-source' : 'default';
  return new Map(
    Object.entries(manifest.exports).flatMap(([entry, target]): [string, string][] => {
      const path = typeof target === 'string' ? target : target[condition];
      return path === undefined ? [] : [[`claimcheck${entry.slice(1)}`, join(packageRoot, path)]];
    }),
  );
}
