import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256, writeFileAtomic } from '#core';
import { badgePath, evidencePath, overviewPath, picturePath, summaryPath } from '#report';
import { groupBadgePath } from './group-badges.ts';
import { historyPath } from './publish-history.ts';

const manifestSchema = z.object({ schemaVersion: z.literal(1), files: z.record(z.string(), z.string()) });
const idsSchema = z.object({ claims: z.array(z.object({ id: z.string() })) });

/** Where a folder of published evidence lists what was written there. */
const manifestPath = (folder: string): string => join(folder, 'manifest.json');

/** Files of a claim, by their names inside the folder. */
function filesOf(id: string): string[] {
  return [evidencePath('', id), badgePath('', id, 'svg'), badgePath('', id, 'json')];
}

/** Names that earlier publishing wrote, with the sha256 where a manifest has it; before manifests, the summary told the ids. */
function writtenBefore(folder: string): ReadonlyMap<string, string | undefined> {
  const manifest = manifestSchema.safeParse(jsonOf(manifestPath(folder)));
  if (manifest.success) return new Map(Object.entries(manifest.data.files));
  const summary = idsSchema.safeParse(jsonOf(summaryPath(folder)));
  const ids = summary.success ? summary.data.claims.map(({ id }) => id) : [];
  return new Map(ids.flatMap(filesOf).map((name) => [name, undefined]));
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Removes what earlier publishing wrote of claims that are not among `ids`. A file that was changed since stays, and so does
 * whatever an edited manifest leads to that no claim has, or that links take out of the folder.
 */
export function removeUnpublished(folder: string, ids: readonly string[]): void {
  const known = new Set([...ids.flatMap(filesOf), ...filesOfPapers(ids)]);
  for (const [name, sum] of writtenBefore(folder)) {
    if (known.has(name) || !isOfClaim(name)) continue;
    const path = join(folder, name);
    if (!existsSync(path) || !isReached(folder, name)) continue;
    if ((sum ?? sumOf(path)) === sumOf(path)) rmSync(path);
  }
}

/** Whether the name is one that the files of a claim or paper have. */
function isOfClaim(name: string): boolean {
  const [kind, paper, file, ...below] = name.split(/[\\/]/);
  if (kind === 'badges' && file === undefined) return /^[^.].*\.(svg|json)$/.test(paper ?? '');
  if (file === undefined || below.length > 0 || ['', '.', '..'].includes(paper!)) return false;
  return kind === 'evidence' ? file.endsWith('.json') : kind === 'badges' && /\.(svg|json)$/.test(file);
}

/** Whether the file lies where its name says: no part of its path below the folder is a link. */
function isReached(folder: string, name: string): boolean {
  return realpathSync(join(folder, name)) === join(realpathSync(folder), name);
}

/** Files of the papers of claims: their badges. */
const filesOfPapers = (ids: readonly string[]): string[] =>
  [...new Set(ids.map((id) => id.split('/')[0]!))].flatMap((paper) => [
    groupBadgePath('', 'svg', paper),
    groupBadgePath('', 'json', paper),
  ]);

/** Lists the files of these claims and of the summary with their sha256. */
export function writeManifest(folder: string, ids: readonly string[]): void {
  const names = [
    ...ids.flatMap(filesOf),
    ...filesOfPapers(ids),
    ...[summaryPath(''), picturePath(''), overviewPath(''), historyPath('')],
    ...[groupBadgePath('', 'svg'), groupBadgePath('', 'json')],
  ].sort();
  const files = Object.fromEntries(
    names.filter((name) => existsSync(join(folder, name))).map((name) => [name, sumOf(join(folder, name))]),
  );
  writeFileAtomic(manifestPath(folder), `${JSON.stringify({ schemaVersion: 1, files }, null, 2)}\n`);
}

const sumOf = (path: string): string => sha256(readFileSync(path));
