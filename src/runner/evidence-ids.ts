import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Ids of the claims that a folder has an evidence file of, sorted. */
export function evidenceIds(folder: string): string[] {
  const evidence = join(folder, 'evidence');
  if (!existsSync(evidence)) return [];
  return readdirSync(evidence, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .map((path) => path.slice(0, -'.json'.length).split(sep).join('/'))
    .filter((id) => /^[^/]+\/[^/]+$/.test(id))
    .sort();
}
