import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { UserError } from '#core';
import type { StoredEvidence } from '#report';
import { briefCurves } from './brief-curves.ts';
import { discoverClaims } from './discover-claims.ts';
import { checkWritable, evidencePath, readEvidence, storeEvidence } from './evidence-store.ts';
import { keptEvidence } from './kept-evidence.ts';
import { removeUnpublished, writeManifest } from './publish-manifest.ts';
import { publishedFolder } from './published-evidence.ts';
import type { Summary } from './summary.ts';
import { writeSummary } from './write-summary.ts';

export interface PublishOptions {
  /** Folder of claim files. */
  readonly claims: string;
  /** Folder that was verified into. */
  readonly out: string;
  /** Folder of published evidence. */
  readonly reports: string;
}

export interface Published {
  readonly folder: string;
  /** Ids of the claims whose evidence was copied. */
  readonly ids: readonly string[];
  /** Of all that is in the folder now. */
  readonly summary: Summary;
}

/**
 * Copies evidence to the folder where that of its tier is published, with brief curves; what is published of other claims
 * stays, what was published of claims that are no more is removed, and summary and picture are of all of them. Files that it
 * did not write stay as they are: `manifest.json` lists those that it did.
 * @throws UserError when one of the folders holds the other, there is no evidence, or not all of it is of judge seeds and of one tier, seed base and engine
 */
export async function publishEvidence({ claims, out, reports }: PublishOptions): Promise<Published> {
  checkApart(out, reports);
  const entries = discoverClaims(claims);
  const found = entries.filter(({ id }) => existsSync(evidencePath(out, id)));
  const stored = found.map(({ id }) => readEvidence(out, id));
  const { tier, seedFamily: family, seedBase, engine } = settingsOf(out, stored);
  const folder = publishedFolder(reports, tier);
  checkWritable([folder], 'choose a folder that you may write to, with --reports DIR');
  for (const { evidence, run } of stored) {
    storeEvidence(folder, { evidence: { ...evidence, curves: briefCurves(evidence.curves) }, run });
  }
  const ids = entries.map(({ id }) => id);
  removeUnpublished(folder, ids);
  const settings = { tier, family, seedBase, engine };
  const kept = await keptEvidence(entries, { ...settings, claims: resolve(claims), out: folder });
  const { environment } = stored.reduce((last, one) =>
    one.run.finishedAt > last.run.finishedAt ? one : last,
  ).run;
  const summary = writeSummary(folder, { ...settings, environment, claims: kept, errors: [] });
  writeManifest(folder, ids);
  return { folder, ids: found.map(({ id }) => id), summary };
}

type Settings = Pick<StoredEvidence['evidence'], 'tier' | 'seedFamily' | 'seedBase'> & {
  readonly engine: string;
};

function settingsOf(out: string, stored: readonly StoredEvidence[]): Settings {
  const all = stored.map(({ evidence: { tier, seedFamily, seedBase }, run }) => {
    return { tier, seedFamily, seedBase, engine: run.environment.engine };
  });
  const [first] = all;
  if (!first) throw new UserError(`there is no evidence in ${out}`, 'verify first, or correct --out');
  if (first.seedFamily === 'dev') {
    throw new UserError(`${out} is evidence of development seeds`, 'publish a run on the judge seeds');
  }
  const text = (settings: Settings): string =>
    `tier ${settings.tier}, ${settings.seedFamily} seeds, seed base ${settings.seedBase}, engine ${settings.engine}`;
  const other = all.findIndex((settings) => text(settings) !== text(first));
  if (other < 0) return first;
  const [one, two] = [0, other].map((index) => `${stored[index]!.evidence.id} is of ${text(all[index]!)}`);
  throw new UserError(
    `${out} holds evidence of two kinds: ${one}; ${two}`,
    'verify all claims in the same way',
  );
}

/**
 * Refuses folders of which one holds the other: what is published is shortened, and must not take the place of what was verified.
 * @throws UserError
 */
function checkApart(out: string, reports: string): void {
  const [from, to] = [out, reports].map(realPath) as [string, string];
  const holds = (outer: string, inner: string): boolean => `${inner}${sep}`.startsWith(`${outer}${sep}`);
  const how = from === to ? 'is' : holds(from, to) ? 'is inside' : holds(to, from) ? 'is around' : undefined;
  if (how === undefined) return;
  throw new UserError(
    `--reports ${reports} ${how} the folder that was verified into, --out ${out}`,
    'publish to a folder beside it, with --reports DIR',
  );
}

/** The path with links followed, as far as it exists. */
function realPath(path: string): string {
  const whole = resolve(path);
  const parent = dirname(whole);
  if (existsSync(whole)) return realpathSync(whole);
  return parent === whole ? whole : join(realPath(parent), basename(whole));
}
