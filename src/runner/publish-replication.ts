import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '#core';
import { writeEvidence } from '#ledger';
import { combineEvidence, type StoredEvidence, evidencePath, publishedFolder } from '#report';
import { checkApart } from './check-apart.ts';
import { redrawTier, requireDerived } from './draw-published.ts';
import { checkWritable, readEvidence } from './evidence-store.ts';
import type { PublishOptions } from './publish-evidence.ts';
import { replicationFolder, Replications, replicationsFolder } from './replications.ts';
import { verifiedEvidence } from './verified-evidence.ts';

export interface Replicated {
  readonly folder: string;
  /** Claims whose evidence was copied. */
  readonly ids: readonly string[];
  /** Claims that were left out: their sources have changed since they were judged. */
  readonly stale: readonly string[];
}

/**
 * Copies the evidence of a run on other seeds, without curves, beside what is published, which stays; its badges and summary are
 * drawn anew.
 * @param name of the folder in `<reports>/replications` that it is put into
 * @throws UserError before anything is written: for a name that is no folder's or has another run, a claim that is not published
 *   or is of another revision, a seed that is published already, or evidence of which something does not follow from the rest
 */
export async function publishReplication(
  { claims, out, reports }: PublishOptions,
  name: string,
): Promise<Replicated> {
  checkName(reports, name);
  checkApart(out, reports);
  const { entries, settings, kept } = await verifiedEvidence(claims, out);
  const folder = replicationFolder(reports, name, settings.tier);
  await requireDerived(entries, [{ folder: out, kept }]);
  const fresh = kept.filter(({ stale }) => !stale);
  const published = new Replications(reports);
  for (const own of fresh) checkNew(own, { reports, out, name, published });
  checkWritable([folder], 'choose a folder that you may write to, with --reports DIR');
  for (const { evidence, run } of fresh) {
    writeEvidence(evidencePath(folder, evidence.id), { ...evidence, curves: [], run });
  }
  // What stands beside the published evidence says what all runs say together.
  await redrawTier(settings.tier, { claims, reports });
  const stale = kept.filter((own) => own.stale);
  return { folder, ids: fresh.map(idOf), stale: stale.map(idOf) };
}

const idOf = ({ evidence }: StoredEvidence): string => evidence.id;

interface Places {
  readonly reports: string;
  readonly out: string;
  readonly name: string;
  readonly published: Replications;
}

/** Refuses what could not be combined with what is published of the claim, or would take the place of another run. */
function checkNew(own: StoredEvidence, places: Places): void {
  const { id, tier } = own.evidence;
  const { reports, out, name, published } = places;
  const folder = publishedFolder(reports, tier);
  if (!existsSync(evidencePath(folder, id))) {
    throw new UserError(
      `${id} is not published in ${folder}: there is nothing that this run replicates`,
      'publish a run of it first, without --replication',
    );
  }
  const named = replicationFolder(reports, name, tier);
  const known = evidencePath(named, id);
  if (existsSync(known) && readEvidence(named, id).run.finishedAt !== own.run.finishedAt) {
    throw new UserError(
      `replication ${name} has another run of ${id}, in ${known}`,
      'choose another name: a replication that is published stays, whatever it says',
    );
  }
  combineEvidence([
    { from: folder, ...readEvidence(folder, id) },
    { from: out, ...own },
  ]);
  published.combined(own, out, name);
}

function checkName(reports: string, name: string): void {
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(name)) {
    throw new UserError(
      `--replication "${name}" is no name of a folder`,
      'use letters, digits, dots, - and _, as in --replication my-lab-2026',
    );
  }
  const folder = join(replicationsFolder(reports), name);
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new UserError(`${folder} is a link or a file: a replication is a folder`, 'choose another name');
  }
}
