import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { canonicalJson, UserError } from '#core';
import type { StoredEvidence } from '#report';
import { discoverClaims, keptSources, SuiteSources, type ClaimEntry } from '#sources';
import { requireDerived } from './draw-published.ts';
import { checkWritable, outputFolders, readEvidence, storeEvidence } from './evidence-store.ts';
import { evidenceIds } from './evidence-ids.ts';
import { FolderLock } from './folder-lock.ts';
import { judgeableClaims } from './judgeable-claims.ts';
import { isStale, type KeptEvidence, type KeptOptions } from './kept-evidence.ts';
import { withReader } from './read-claims.ts';
import type { Summary } from './summary.ts';
import { writeSummary } from './write-summary.ts';

export interface MergeOptions {
  /** Folder of claim files. */
  readonly claims: string;
  /** Folders that were verified into. */
  readonly folders: readonly string[];
  /** Folder that all is written to; what it has counts as one of the folders. */
  readonly out: string;
  readonly ledger: string;
}

export interface Merged {
  readonly ids: readonly string[];
  /** Ids of claims with such a tier of which no folder has evidence. */
  readonly missing: readonly string[];
  /** Ids that folders have evidence of and that are no claims any more: left out. */
  readonly unknown: readonly string[];
  readonly summary: Summary;
}

type Settings = Pick<KeptOptions, 'tier' | 'family' | 'seedBase' | 'engine'>;

/** Evidence of a claim, and where it is from. */
interface Found extends KeptEvidence {
  readonly from: string;
}

/**
 * Puts the evidence of shares of the claims into one folder, with badges, summary and pictures as a run of all leaves them.
 * @throws UserError before anything is written: when a folder is not there, a file is damaged or does not follow from its numbers
 *   and its claim, or folders have evidence of different kinds, or different evidence of one claim
 */
export async function mergeEvidence({ claims, folders, out, ledger }: MergeOptions): Promise<Merged> {
  const entries = discoverClaims(claims);
  const root = resolve(claims);
  const all = foldersOf(folders, out).flatMap((from) =>
    evidenceIds(from).map((id) => ({ from, id, stored: readEvidence(from, id) })),
  );
  const known = all.flatMap(({ from, id, stored }) => {
    const entry = entries.find((one) => one.id === id);
    return entry ? [{ from, entry, stored }] : [];
  });
  const settings = settingsOf(known);
  const suite = new SuiteSources(keptSources(ledger));
  const found: Found[] = [];
  for (const { from, entry, stored } of known) {
    const stale = await isStale(entry, stored, { ...settings, claims: root }, suite);
    found.push({ ...stored, from, stale });
  }
  const chosen = entries.flatMap(({ id }) => chosenOf(found.filter(({ evidence }) => evidence.id === id)));
  await requireDerived(
    entries,
    chosen.map((one) => ({ folder: one.from, kept: [one] })),
  );
  const summary = write(out, chosen, settings);
  const ids = chosen.map(({ evidence }) => evidence.id);
  const absent = entries.filter(({ id }) => !ids.includes(id));
  const unknown = [...new Set(all.map(({ id }) => id))].filter((id) => !entries.some((one) => one.id === id));
  return { ids, missing: await judgeable(absent, { root, settings, ledger, suite }), unknown, summary };
}

/** @throws UserError when one of the folders is not there */
function foldersOf(folders: readonly string[], out: string): string[] {
  for (const folder of folders) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UserError(`there is no folder ${folder}`, 'name the folders that shares were verified into');
    }
    if (resolve(out).startsWith(`${resolve(folder)}${sep}`)) {
      throw new UserError(
        `--out ${out} is inside ${folder}, whose evidence is merged`,
        'name a folder beside it',
      );
    }
  }
  const others = folders.filter((folder) => resolve(folder) !== resolve(out));
  return [...new Set([...others, out])];
}

interface Known {
  readonly from: string;
  readonly entry: ClaimEntry;
  readonly stored: StoredEvidence;
}

/** @throws UserError when there is no evidence, or it was not all judged in the same way */
function settingsOf(known: readonly Known[]): Settings {
  // What is not compiled is computed by the processor, whatever engine was asked for.
  const first = known.find(({ stored }) => isCompiled(stored)) ?? known[0];
  if (!first)
    throw new UserError('no folder holds evidence of a claim', 'verify first, or name other folders');
  const settings = ofOne(first);
  for (const one of known) {
    const own = { ...ofOne(one), ...(!isCompiled(one.stored) && { engine: settings.engine }) };
    if (textOf(own) === textOf(settings)) continue;
    const [a, b] = [first, one].map(({ from, entry }) => `${entry.id} in ${from}`);
    throw new UserError(
      `evidence of two kinds: ${a} is of ${textOf(settings)}; ${b} is of ${textOf(own)}`,
      'verify all shares in the same way',
    );
  }
  return settings;
}

const isCompiled = ({ run }: StoredEvidence): boolean => 'src/engine' in run.fingerprint;

function ofOne({ stored: { evidence, run } }: Known): Settings {
  const { tier, seedFamily: family, seedBase } = evidence;
  return { tier, family, seedBase, engine: run.environment.engine };
}

function textOf({ tier, family, seedBase, engine }: Settings): string {
  return `tier ${tier}, ${family} seeds, seed base ${seedBase}, engine ${engine}`;
}

/**
 * The evidence of a claim that counts: none that is stale where there is other, and the last of equal ones.
 * @throws UserError where two say different things
 */
function chosenOf(found: readonly Found[]): Found[] {
  const current = found.filter(({ stale }) => !stale);
  const [first, ...others] = current.length > 0 ? current : found;
  if (!first) return [];
  for (const other of others) {
    if (canonicalJson(other.evidence) === canonicalJson(first.evidence)) continue;
    throw new UserError(
      `${first.from} and ${other.from} hold different evidence of ${first.evidence.id}`,
      'remove the one that does not count, or merge without its folder',
    );
  }
  return [lastOf([first, ...others])];
}

function lastOf(found: readonly Found[]): Found {
  return found.reduce((last, one) => (one.run.finishedAt > last.run.finishedAt ? one : last));
}

function write(out: string, chosen: readonly Found[], settings: Settings): Summary {
  const ids = chosen.map(({ evidence }) => evidence.id);
  checkWritable(outputFolders(out, ids), 'choose a folder that you may write to, with --out DIR');
  const lock = new FolderLock();
  lock.take(out);
  try {
    for (const stored of chosen) storeEvidence(out, { evidence: stored.evidence, run: stored.run });
    const ofEngine = chosen.filter(({ run }) => run.environment.engine === settings.engine);
    const { environment } = lastOf(ofEngine).run;
    return writeSummary(out, { ...settings, environment, claims: chosen, errors: [] });
  } finally {
    lock.release();
  }
}

/** Those of the claims that have such a tier, or cannot be read. */
async function judgeable(
  entries: readonly ClaimEntry[],
  {
    root,
    settings,
    ledger,
    suite,
  }: { root: string; settings: Settings; ledger: string; suite: SuiteSources },
): Promise<string[]> {
  if (entries.length === 0) return [];
  const { without } = await withReader((reader) =>
    judgeableClaims(entries, { root, settings: { ...settings, ledger } }, { reader, suite }),
  );
  return entries.map(({ id }) => id).filter((id) => !without.includes(id));
}
