import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { tiers, UserError } from '#core';
import type { StoredEvidence } from '#report';
import { checkWithClaims } from './check-with-claims.ts';
import { discoverClaims, type ClaimEntry } from './discover-claims.ts';
import { evidencePath, readEvidence, storeBadges } from './evidence-store.ts';
import { keptEvidence, type KeptEvidence, type KeptOptions } from './kept-evidence.ts';
import { removeUnpublished, writeManifest } from './publish-manifest.ts';
import { publishedFolder } from './published-evidence.ts';
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

/**
 * Writes badges, summary and pictures of what is published anew, tier by tier: when the way in which they are drawn has
 * changed, or one of them was edited. The evidence stays as it is.
 * @throws UserError when nothing is published, or something that evidence says does not follow from the rest
 */
export async function redrawPublished({
  claims,
  reports,
}: {
  readonly claims: string;
  readonly reports: string;
}): Promise<readonly Published[]> {
  const entries = discoverClaims(claims);
  const published = [];
  for (const folder of tiers.map((tier) => publishedFolder(reports, tier))) {
    const found = entries.filter(({ id }) => existsSync(evidencePath(folder, id)));
    if (found.length === 0) continue;
    const stored = found.map(({ id }) => readEvidence(folder, id));
    const settings = { ...publishedSettings(folder, stored), claims: resolve(claims) };
    const kept = await keptEvidence(found, { ...settings, out: folder });
    await requireDerived(entries, folder, kept);
    const summary = drawPublished(folder, { settings, entries, kept });
    published.push({ folder, ids: found.map(({ id }) => id), summary });
  }
  if (published.length > 0) return published;
  throw new UserError(`nothing is published in ${reports}`, 'publish first, or correct --reports');
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

/**
 * Derives evidence again with its claim as well, where that is still the claim that was judged.
 * @throws UserError naming file, field, stored and derived value
 */
export async function requireDerived(
  entries: readonly ClaimEntry[],
  folder: string,
  kept: readonly KeptEvidence[],
): Promise<void> {
  const checks = kept
    .filter(({ stale }) => !stale)
    .map(({ evidence }) => {
      const entry = entries.find(({ id }) => id === evidence.id)!;
      return { entry, evidence, unchanged: true };
    });
  for (const [index, problems] of (await checkWithClaims(checks)).entries()) {
    if (problems.length > 0) throw damagedEvidence(evidencePath(folder, checks[index]!.entry.id), problems);
  }
}

interface Drawn {
  readonly settings: PublishedSettings;
  readonly entries: readonly ClaimEntry[];
  readonly kept: readonly KeptEvidence[];
}

/** What stands beside evidence is of that evidence, whatever was there. */
export function drawPublished(folder: string, { settings, entries, kept }: Drawn): Summary {
  const ids = entries.map(({ id }) => id);
  removeUnpublished(folder, ids);
  for (const { evidence } of kept) storeBadges(folder, evidence);
  const { environment } = kept.reduce((last, one) =>
    one.run.finishedAt > last.run.finishedAt ? one : last,
  ).run;
  const summary = writeSummary(folder, { ...settings, environment, claims: kept, errors: [] });
  writeManifest(folder, ids);
  return summary;
}
