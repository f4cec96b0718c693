import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withBadges } from './badge-tables.ts';
import { claimTables, type TablesOptions } from './claim-tables.ts';

/** A page in Markdown, as it is and as it should be by claim files and published evidence. */
export interface WrittenPage {
  readonly path: string;
  readonly text: string;
  readonly wanted: string;
  /** What of it is not as it should be. */
  readonly changes: readonly string[];
}

/**
 * The README of every paper, and the pages beside the folder of claims: `README.md` and those in `docs/`.
 * @throws UserError when a claim file or evidence is refused, or a paper's README is absent or lacks the place for its table
 */
export async function writtenPages(options: TablesOptions): Promise<WrittenPage[]> {
  const papers = (await claimTables(options)).map(({ path, text, wanted }) =>
    changed({ path, text, wanted: text, changes: [] }, wanted, 'table of claims'),
  );
  const others = pagesBeside(options.claims).map((path) => {
    const text = readFileSync(path, 'utf8');
    return { path, text, wanted: text, changes: [] };
  });
  return [...papers, ...others].map((page) =>
    changed(page, withBadges(page.path, page.wanted, options), 'table of badges'),
  );
}

function changed(page: WrittenPage, wanted: string, what: string): WrittenPage {
  return wanted === page.wanted ? page : { ...page, wanted, changes: [...page.changes, what] };
}

function pagesBeside(claims: string): string[] {
  const root = dirname(claims);
  const docs = join(root, 'docs');
  const names = existsSync(docs) ? readdirSync(docs).filter((name) => name.endsWith('.md')) : [];
  return [join(root, 'README.md'), ...names.sort().map((name) => join(docs, name))].filter(existsSync);
}
