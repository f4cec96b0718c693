import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { withBadges } from './badge-tables.ts';
import { claimTables, type TablesOptions } from './claim-tables.ts';
import { withMarkedValues, type ChangedValue } from './marked-values.ts';
import { publishedValues } from './published-values.ts';
import { withVerdictLines } from './verdict-lines.ts';

/** A page in Markdown, as it is and as it should be by claim files and published evidence. */
export interface WrittenPage {
  readonly path: string;
  readonly text: string;
  readonly wanted: string;
  /** Names of the tables of it that are not as they should be. */
  readonly tables: readonly string[];
  /** Values of its text that are not the published ones. */
  readonly values: readonly ChangedValue[];
}

/**
 * The README of every paper, and the pages beside the folder of claims: `README.md` and those in `docs/`; with their tables and
 * the values that they mark as published.
 * @throws UserError when a claim file or evidence is refused, a paper's README is absent or lacks the place for its table, or a
 *   marker asks for what is not published
 */
export async function writtenPages(options: TablesOptions): Promise<WrittenPage[]> {
  const papers = await claimTables(options);
  const others = pagesBeside(options.claims).map((path) => {
    const text = readFileSync(path, 'utf8');
    return { path, text, wanted: text };
  });
  const { valueOf, lineOf } = publishedValues(options.reports);
  return [...papers, ...others].map(({ path, text, wanted, ...of }) => {
    const shown = withBadges(path, wanted, options);
    const lines = withVerdictLines(shown, lineOf);
    const marked = withMarkedValues({ path: relative('', path), text: lines.text, ...of }, valueOf);
    const tables = [
      ...(wanted === text ? [] : ['table of claims']),
      ...(shown === wanted ? [] : ['table of badges']),
    ];
    return { path, text, wanted: marked.text, tables, values: [...lines.changed, ...marked.changed] };
  });
}

function pagesBeside(claims: string): string[] {
  const root = dirname(claims);
  const docs = join(root, 'docs');
  const names = existsSync(docs) ? readdirSync(docs).filter((name) => name.endsWith('.md')) : [];
  return [join(root, 'README.md'), ...names.sort().map((name) => join(docs, name))].filter(existsSync);
}
