import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tier } from '#core';
import {
  combineEvidence,
  evidencePath,
  publishedFolder,
  type CombinedEvidence,
  type StoredEvidence,
} from '#report';
import { readEvidence } from './evidence-store.ts';

/** Where replications are published, a folder each. */
export const replicationsFolder = (reports: string): string => join(reports, 'replications');

/** Where a replication of that name is published, at a tier. */
export const replicationFolder = (reports: string, name: string, tier: Tier): string =>
  publishedFolder(join(replicationsFolder(reports), name), tier);

/** The replications that are published, by name; which there are is looked up once. */
export class Replications {
  readonly #reports: string;
  #names: readonly string[] | undefined;

  /** @param reports folder of published evidence */
  constructor(reports: string) {
    this.#reports = reports;
  }

  /** Folders of those that have a claim at a tier, by name. */
  folders(id: string, tier: Tier): ReadonlyMap<string, string> {
    this.#names ??= namesIn(replicationsFolder(this.#reports));
    const all = this.#names.map((name) => [name, replicationFolder(this.#reports, name, tier)] as const);
    return new Map(all.filter(([, folder]) => existsSync(evidencePath(folder, id))));
  }

  /**
   * What evidence and the replications of its revision say together; undefined where there are none.
   * @param from where the evidence is
   * @param except a replication that is left out
   * @throws UserError naming two runs, where they do not add up, or the file of a replication that is damaged or was edited
   */
  combined(own: StoredEvidence, from: string, except?: string): CombinedEvidence | undefined {
    const { id, tier, revision } = own.evidence;
    const others = [...this.folders(id, tier)]
      .filter(([name]) => name !== except)
      .map(([name, folder]) => ({ from: `replication ${name}`, ...readEvidence(folder, id) }))
      .filter(({ evidence }) => evidence.revision === revision);
    return others.length === 0 ? undefined : combineEvidence([{ from, ...own }, ...others]);
  }
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .flatMap((entry) => (entry.isDirectory() || entry.isSymbolicLink() ? [entry.name] : []))
    .sort();
}
