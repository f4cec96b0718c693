import { publishedFolder } from '#report';
import { briefCurves } from './brief-curves.ts';
import { checkApart } from './check-apart.ts';
import { drawPublished, requireDerived, type Published } from './draw-published.ts';
import { checkWritable, storeEvidence } from './evidence-store.ts';
import { keptEvidence } from './kept-evidence.ts';
import { addToHistory } from './publish-history.ts';
import { Replications } from './replications.ts';
import { verifiedEvidence } from './verified-evidence.ts';

export interface PublishOptions {
  /** Folder of claim files. */
  readonly claims: string;
  /** Folder that was verified into. */
  readonly out: string;
  /** Folder of published evidence. */
  readonly reports: string;
}

/**
 * Copies evidence to the folder where that of its tier is published, with brief curves; what is published of other claims
 * stays, what was published of claims that are no more is removed, and badges, summary and pictures are of all of them.
 * Files that it did not write stay as they are: `manifest.json` lists those that it did.
 * @throws UserError before anything is written: when one of the folders holds the other, there is no evidence, not all of it
 *   is of judge seeds and of one tier, seed base and engine, something that it says does not follow from the rest, or a
 *   published replication of the same revision does not add up with it
 */
export async function publishEvidence({ claims, out, reports }: PublishOptions): Promise<Published> {
  checkApart(out, reports);
  const { entries, found, settings, kept: fresh } = await verifiedEvidence(claims, out);
  const folder = publishedFolder(reports, settings.tier);
  const others = await keptEvidence(
    entries.filter((entry) => !found.includes(entry)),
    { ...settings, out: folder },
  );
  const revisions = await requireDerived(entries, [
    { folder: out, kept: fresh },
    { folder, kept: others },
  ]);
  const replications = new Replications(reports);
  for (const own of fresh) replications.combined(own, out);
  checkWritable([folder], 'choose a folder that you may write to, with --reports DIR');
  for (const { evidence, run } of fresh) {
    storeEvidence(folder, { evidence: { ...evidence, curves: briefCurves(evidence.curves) }, run });
  }
  addToHistory(folder, fresh);
  const summary = drawPublished(folder, {
    settings,
    entries,
    kept: [...fresh, ...others],
    revisions,
    replications,
  });
  return { folder, ids: found.map(({ id }) => id), summary };
}
