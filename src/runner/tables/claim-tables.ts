import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { UserError } from '#core';
import { claimTable, type ClaimTableRow, evidencePath, publishedFolder } from '#report';
import { discoverClaims, type ClaimEntry } from '#sources';
import { checkWithClaims } from '../check-with-claims.ts';
import { publishedEvidence } from '../published-evidence.ts';
import { withReader, type ClaimReader, type ReadClaim } from '../read-claims.ts';
import { damagedEvidence } from '../stored-problems.ts';
import { filledPlace, generatedPlace, unformatted, type GeneratedPlace } from './generated-place.ts';

const placeName = 'claims';
/** What is said of where a table is from. */
const sources = 'the claim files, untested.ts and the published evidence';

export interface TablesOptions {
  /** Folder of claim files. */
  readonly claims: string;
  /** Folder of published evidence. */
  readonly reports: string;
}

/** The README of a paper, as it is and with the table of claims as it should be. */
export interface ClaimTablePage {
  readonly paper: string;
  readonly path: string;
  readonly text: string;
  readonly wanted: string;
}

/**
 * The README of every paper with its table of claims, written anew from claim files and published evidence.
 * @throws UserError when a claim file or evidence is refused, or a README is absent or lacks the place for the table
 */
export async function claimTables({ claims, reports }: TablesOptions): Promise<ClaimTablePage[]> {
  const entries = discoverClaims(claims);
  const papers = [...new Set(entries.map(({ paper }) => paper))];
  const pages = papers.map((paper) => pageOf(claims, paper));
  const without = pages.filter(({ place }) => !place).map(({ path }) => relative('', path));
  if (without.length > 0) {
    throw new UserError(
      `no place for the table of claims in ${without.join(', ')}`,
      `write the lines <!-- ${placeName} --> and <!-- /${placeName} --> where it belongs, once, in this order`,
    );
  }
  return withReader((reader) => written(reader, pages, entries, { claims, reports }));
}

async function written(
  reader: ClaimReader,
  pages: readonly Page[],
  entries: readonly ClaimEntry[],
  { claims, reports }: TablesOptions,
): Promise<ClaimTablePage[]> {
  await requireFollowing(entries, reports, reader);
  const read = await reader.read(entries);
  const idsOf = (paper: string): string[] =>
    entries.filter((entry) => entry.paper === paper).map(({ id }) => id);
  const untested = await reader.answers(
    pages.map(({ paper }) => ({ type: 'untested' as const, claims, paper, ids: idsOf(paper) })),
  );
  return pages.map(({ paper, path, text, place }, index) => {
    const own = read.filter(({ entry }) => entry.paper === paper);
    const table = claimTable(
      own.map((one) => rowOf(one, reports)),
      untested[index]!,
    );
    return { paper, path, text, wanted: filledPlace(place!, placeName, sources, unformatted(table)) };
  });
}

/**
 * Derives what is published of the present revision of a claim again with it.
 * @throws UserError naming file, field, stored and derived value
 */
async function requireFollowing(
  entries: readonly ClaimEntry[],
  reports: string,
  reader: ClaimReader,
): Promise<void> {
  const checks = entries.flatMap((entry) =>
    Object.values(publishedEvidence(reports, entry.id)).map((evidence) => ({
      ...{ entry, evidence, unchanged: false },
      path: evidencePath(publishedFolder(reports, evidence.tier), entry.id),
    })),
  );
  for (const [index, problems] of (await checkWithClaims(checks, reader)).entries()) {
    if (problems.length === 0) continue;
    const { message } = damagedEvidence(checks[index]!.path, problems);
    throw new UserError(
      message,
      'if its claim was edited since it was published, publish what verify says of it now; else the file was edited',
    );
  }
}

interface Page extends Omit<ClaimTablePage, 'wanted'> {
  /** Undefined when there is no place for the table. */
  readonly place: GeneratedPlace | undefined;
}

function pageOf(claims: string, paper: string): Page {
  const path = join(claims, paper, 'README.md');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return { paper, path, text, place: generatedPlace(text, placeName) };
}

/** The README of a paper without the table, where it has one. */
export function readmeBesideTable(claims: string, paper: string): string | undefined {
  const { text, place } = pageOf(claims, paper);
  return text === '' ? undefined : place ? `${place.before}${place.after}` : text;
}

function rowOf(read: ReadClaim, reports: string): ClaimTableRow {
  if ('error' in read) throw new UserError(read.error.message, read.error.hint);
  const { entry, facts } = read;
  return { claim: facts, file: basename(entry.file), published: publishedEvidence(reports, entry.id) };
}
