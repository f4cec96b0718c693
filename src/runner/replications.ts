import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tier } from '#core';
import { combineEvidence, evidencePath, publishedFolder, type StoredEvidence } from '#report';
import { readEvidence } from './evidence-store.ts';

/** Where replications are published, a folder each. */
export const replicationsFolder = (reports: string): string => join(reports, 'replications');

/** Where a replication of that name is published, at a tier. */
export const replicationFolder = (reports: string, name: string, tier: Tier): string =>
  publishedFolder(join(replicationsFolder(reports), name), tier);

/** Names of the replications that are published. */
function replicationNames(reports: string): readonly string[] {
  const folder = replicationsFolder(reports);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** Folders of the published replications that have a claim at a tier, by name. */
export function replicationFolders(reports: string, id: string, tier: Tier): ReadonlyMap<string, string> {
  const all = replicationNames(reports).map(
    (name) => [name, replicationFolder(reports, name, tier)] as const,
  );
  return new Map(all.filter(([, folder]) => existsSync(evidencePath(folder, id))));
}

/**
 * Holds evidence against the replications of its revision that are published.
 * @param except a replication that is left out
 * @throws UserError naming two runs, where they do not add up, or the file of a replication that is damaged or was edited
 */
export function checkReplications(reports: string, own: StoredEvidence, from: string, except?: string): void {
  const { id, tier, revision } = own.evidence;
  const others = [...replicationFolders(reports, id, tier)]
    .filter(([name]) => name !== except)
    .map(([name, folder]) => ({ from: `replication ${name}`, ...readEvidence(folder, id) }))
    .filter(({ evidence }) => evidence.revision === revision);
  combineEvidence([{ from, ...own }, ...others]);
}
