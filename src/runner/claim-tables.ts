import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { UserError } from '#core';
import { claimTable } from '#report';
import { checkWithClaims } from './check-with-claims.ts';
import { discoverClaims, type ClaimEntry } from './discover-claims.ts';
import { evidencePath } from './evidence-store.ts';
import { loadClaim } from './load-claim.ts';
import { loadUntested } from './load-untested.ts';
import { publishedEvidence, publishedFolder } from './published-evidence.ts';
import { damagedEvidence } from './stored-problems.ts';

export const tableStart = '<!-- claims -->';
export const tableEnd = '<!-- /claims -->';

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
  const without = pages.filter(({ parts }) => parts === undefined).map(({ path }) => relative('', path));
  if (without.length > 0) {
    throw new UserError(
      `no place for the table of claims in ${without.join(', ')}`,
      `write the lines ${tableStart} and ${tableEnd} where it belongs, once, in this order`,
    );
  }
  await requireFollowing(entries, reports);
  return Promise.all(
    pages.map(async ({ paper, path, text, parts }) => {
      const own = entries.filter((entry) => entry.paper === paper);
      const table = await tableOf(own, { claims, reports });
      return { paper, path, text, wanted: parts!.join(blockOf(table)) };
    }),
  );
}

/**
 * Derives what is published of the present revision of a claim again with it.
 * @throws UserError naming file, field, stored and derived value
 */
async function requireFollowing(entries: readonly ClaimEntry[], reports: string): Promise<void> {
  const checks = entries.flatMap((entry) =>
    Object.values(publishedEvidence(reports, entry.id)).map((evidence) => ({
      ...{ entry, evidence, unchanged: false },
      path: evidencePath(publishedFolder(reports, evidence.tier), entry.id),
    })),
  );
  for (const [index, problems] of (await checkWithClaims(checks)).entries()) {
    if (problems.length > 0) throw damagedEvidence(checks[index]!.path, problems);
  }
}

interface Page extends Omit<ClaimTablePage, 'wanted'> {
  /** What stands before and after the table; undefined when there is no place for it. */
  readonly parts: readonly [before: string, after: string] | undefined;
}

function pageOf(claims: string, paper: string): Page {
  const path = join(claims, paper, 'README.md');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [before, ...furtherStarts] = text.split(tableStart);
  const [, after, ...furtherEnds] = furtherStarts.join(tableStart).split(tableEnd);
  const once = furtherStarts.length === 1 && furtherEnds.length === 0 && after !== undefined;
  return { paper, path, text, parts: once ? [before!, after] : undefined };
}

async function tableOf(entries: readonly ClaimEntry[], { claims, reports }: TablesOptions): Promise<string> {
  const ids = entries.map(({ id }) => id);
  const untested = await loadUntested(claims, entries[0]!.paper, ids);
  const rows = await Promise.all(
    entries.map(async (entry) => ({
      claim: await loadClaim(entry),
      file: basename(entry.file),
      published: publishedEvidence(reports, entry.id),
    })),
  );
  return claimTable(rows, untested);
}

/** The table is left to itself by prettier: padded to the widest cell, every change would touch every line. */
function blockOf(table: string): string {
  return [
    tableStart,
    '',
    '<!-- Written by "claimcheck tables" from the claim files, untested.ts and the published evidence. -->',
    '',
    '<!-- prettier-ignore -->',
    table,
    '',
    tableEnd,
  ].join('\n');
}
