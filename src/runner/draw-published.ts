import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EvidenceProblem } from '#claim';
import { tiers, UserError, type Tier } from '#core';
import { evidencePath, publishedFolder, type StoredEvidence } from '#report';
import { checkWithClaims, revisionProblems } from './check-with-claims.ts';
import { discoverClaims, type ClaimEntry } from '#sources';
import { readEvidence, storeBadges } from './evidence-store.ts';
import { keptEvidence, type KeptEvidence, type KeptOptions } from './kept-evidence.ts';
import { Replications } from './replications.ts';
import { removeUnpublished, writeManifest } from './publish-manifest.ts';
import { withReader } from './read-claims.ts';
import { damagedEvidence } from './stored-problems.ts';
import type { Summary } from './summary.ts';
import { writeSummary } from './write-summary.ts';

export interface Published {
  readonly folder: string;
  /** Ids of the claims whose evidence was copied, or drawn anew. */
  readonly ids: readonly string[];
  /** Of all that is in the folder now. */
  readonly summary: Summary;
}

interface PublishedPlaces {
  /** Folder of claim files. */
  readonly claims: string;
  /** Folder of published evidence. */
  readonly reports: string;
}

/**
 * Writes badges, summary and pictures of what is published anew, tier by tier: when the way in which they are drawn has
 * changed, or one of them was edited. The evidence stays as it is.
 * @throws UserError when nothing is published, or something that evidence says does not follow from the rest
 */
export async function redrawPublished(places: PublishedPlaces): Promise<readonly Published[]> {
  const published = [];
  for (const tier of tiers) published.push(...(await redrawTier(tier, places)));
  if (published.length > 0) return published;
  throw new UserError(`nothing is published in ${places.reports}`, 'publish first, or correct --reports');
}

/** The same of one tier; nothing where nothing of it is published. */
export async function redrawTier(
  tier: Tier,
  { claims, reports }: PublishedPlaces,
): Promise<readonly Published[]> {
  const folder = publishedFolder(reports, tier);
  const entries = discoverClaims(claims);
  const found = entries.filter(({ id }) => existsSync(evidencePath(folder, id)));
  if (found.length === 0) return [];
  const stored = found.map(({ id }) => readEvidence(folder, id));
  const settings = { ...publishedSettings(folder, stored), claims: resolve(claims) };
  const kept = await keptEvidence(found, { ...settings, out: folder });
  const revisions = await requireDerived(entries, [{ folder, kept }]);
  const replications = new Replications(reports);
  const summary = drawPublished(folder, { settings, entries, kept, revisions, replications });
  return [{ folder, ids: found.map(({ id }) => id), summary }];
}

/** How everything that is published in one folder was judged. */
export type PublishedSettings = Pick<KeptOptions, 'tier' | 'family' | 'seedBase' | 'engine'>;

/**
 * How all of this evidence was judged.
 * @throws UserError when there is none, it is of development seeds or not all of one kind
 */
export function publishedSettings(out: string, stored: readonly StoredEvidence[]): PublishedSettings {
  const all = stored.map(({ evidence: { tier, seedFamily: family, seedBase }, run }) => {
    return { tier, family, seedBase, engine: run.environment.engine };
  });
  const [first] = all;
  if (!first) throw new UserError(`there is no evidence in ${out}`, 'verify first, or correct --out');
  if (first.family === 'dev') {
    throw new UserError(`${out} is evidence of development seeds`, 'publish a run on the judge seeds');
  }
  const text = (settings: PublishedSettings): string =>
    `tier ${settings.tier}, ${settings.family} seeds, seed base ${settings.seedBase}, engine ${settings.engine}`;
  const other = all.findIndex((settings) => text(settings) !== text(first));
  if (other < 0) return first;
  const [one, two] = [0, other].map((index) => `${stored[index]!.evidence.id} is of ${text(all[index]!)}`);
  throw new UserError(
    `${out} holds evidence of two kinds: ${one}; ${two}`,
    'verify all claims in the same way',
  );
}

export interface KeptIn {
  readonly folder: string;
  readonly kept: readonly KeptEvidence[];
}

/** The present revisions of claims, by their ids; without those that cannot be read. */
type Revisions = ReadonlyMap<string, number>;

/**
 * Derives evidence again with its claim as well, where that is still the claim that was judged.
 * @returns the claims' revisions, none of which is below that of its evidence
 * @throws UserError naming file, field, stored and derived value
 */
export function requireDerived(entries: readonly ClaimEntry[], all: readonly KeptIn[]): Promise<Revisions> {
  return withReader(async (reader) => {
    const ids = new Set(all.flatMap(({ kept }) => kept.map(({ evidence }) => evidence.id)));
    const read = await reader.read(entries.filter(({ id }) => ids.has(id)));
    const revisions = new Map(
      read.flatMap((one) => ('facts' in one ? [[one.entry.id, one.facts.revision] as const] : [])),
    );
    for (const { folder, kept } of all) {
      for (const { evidence } of kept) {
        const revision = revisions.get(evidence.id);
        if (revision !== undefined) refuse(folder, evidence.id, revisionProblems(evidence, { revision }));
      }
      const checks = kept
        .filter(({ stale }) => !stale)
        .map(({ evidence }) => {
          const entry = entries.find(({ id }) => id === evidence.id)!;
          return { entry, evidence, unchanged: true };
        });
      for (const [index, problems] of (await checkWithClaims(checks, reader)).entries()) {
        refuse(folder, checks[index]!.entry.id, problems);
      }
    }
    return revisions;
  });
}

function refuse(folder: string, id: string, problems: readonly EvidenceProblem[]): void {
  if (problems.length > 0) throw damagedEvidence(evidencePath(folder, id), problems);
}

interface Drawn {
  readonly settings: PublishedSettings;
  readonly entries: readonly ClaimEntry[];
  readonly kept: readonly KeptEvidence[];
  readonly revisions: Revisions;
  readonly replications: Replications;
}

/** What stands beside evidence is of that evidence and its replications, whatever was there. */
export function drawPublished(folder: string, drawn: Drawn): Summary {
  const { settings, entries, kept, revisions, replications } = drawn;
  const ids = entries.map(({ id }) => id);
  const claims = kept.map((one) => ({ ...one, combined: replications.combined(one, folder) }));
  removeUnpublished(folder, ids);
  for (const { evidence, combined } of claims) {
    const earlier = evidence.revision < (revisions.get(evidence.id) ?? 0);
    storeBadges(folder, evidence, { earlier, combined });
  }
  const { environment } = kept.reduce((last, one) =>
    one.run.finishedAt > last.run.finishedAt ? one : last,
  ).run;
  const summary = writeSummary(folder, { ...settings, environment, claims, errors: [] });
  writeManifest(folder, ids);
  return summary;
}
