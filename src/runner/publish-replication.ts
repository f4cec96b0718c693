import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '#core';
import type { StoredEvidence } from '#report';
import { discoverClaims, SuiteSources } from '#sources';
import { publishedSettings, requireDerived, type PublishedSettings } from './draw-published.ts';
import { checkWritable, evidencePath, readEvidence } from './evidence-store.ts';
import { isStale, type KeptEvidence } from './kept-evidence.ts';
import type { PublishOptions } from './publish-evidence.ts';
import { addToHistory } from './publish-history.ts';
import { publishedFolder } from './published-evidence.ts';

export interface Replicated {
  readonly folder: string;
  /** Claims whose outcomes were added. */
  readonly ids: readonly string[];
  /** Claims that were left out: their sources have changed since they were judged. */
  readonly stale: readonly string[];
}

/**
 * Adds the outcomes of a run on other seeds, or on another engine, to the history of what is published; the published
 * evidence stays. Each claim has to be of the revision that is published; what was judged at earlier sources is left out.
 * @throws UserError before anything is written: when the run is of the seeds and engine that are published, a claim is not
 *   published or is another one, or something that the evidence says does not follow from the rest
 */
export async function publishReplication({ claims, out, reports }: PublishOptions): Promise<Replicated> {
  const entries = discoverClaims(claims);
  const found = entries.filter(({ id }) => existsSync(evidencePath(out, id)));
  const stored = found.map(({ id }) => readEvidence(out, id));
  const settings = publishedSettings(out, stored);
  const folder = publishedFolder(reports, settings.tier);
  const suite = new SuiteSources();
  const kept: KeptEvidence[] = [];
  for (const [index, entry] of found.entries()) {
    const own = stored[index]!;
    checkReplicates(folder, own.evidence, settings);
    kept.push({
      ...own,
      stale: await isStale(entry, own, { ...settings, claims: resolve(claims) }, suite),
    });
  }
  await requireDerived(entries, [{ folder: out, kept }]);
  checkWritable([folder], 'choose a folder that you may write to, with --reports DIR');
  const [fresh, stale] = [false, true].map((wanted) => kept.filter((own) => own.stale === wanted));
  addToHistory(folder, fresh!);
  return { folder, ids: idsOf(fresh!), stale: idsOf(stale!) };
}

const idsOf = (kept: readonly StoredEvidence[]): readonly string[] => kept.map(({ evidence }) => evidence.id);

function checkReplicates(
  folder: string,
  { id, revision }: { readonly id: string; readonly revision: number },
  { seedBase, engine, tier }: PublishedSettings,
): void {
  if (!existsSync(evidencePath(folder, id))) {
    throw new UserError(
      `${id} is not published in ${folder}: there is nothing that this run replicates`,
      'publish a run of it first, without --replication',
    );
  }
  const { evidence, run } = readEvidence(folder, id);
  if (evidence.revision !== revision) {
    throw new UserError(
      `revision ${evidence.revision} of ${id} is published, this run is of revision ${revision}`,
      `publish a run of this revision first: claimcheck verify ${id} --tier ${tier}`,
    );
  }
  if (evidence.seedBase === seedBase && run.environment.engine === engine) {
    throw new UserError(
      `this run is of seed base ${seedBase} and engine ${engine}, as what is published of ${id}: it is no replication`,
      'judge on fresh seeds, with --seed-base N, or on another engine; or publish without --replication',
    );
  }
}
