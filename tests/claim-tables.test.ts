import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimTables } from '#runner';
import { discoverClaims } from '#sources';
import type { ClaimTablePage } from '../src/runner/claim-tables.ts';
import { tableRows } from './docs/markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const claims = join(root, 'claims');
const entries = discoverClaims(claims);
const papers = [...new Set(entries.map(({ paper }) => paper))];

let pages: readonly ClaimTablePage[];
const pageOf = (paper: string): ClaimTablePage => pages.find((page) => page.paper === paper)!;

beforeAll(async () => {
  pages = await claimTables({ claims, reports: join(root, 'reports') });
}, 300_000);

describe.each(papers)('the table of claims of %s', (paper) => {
  it('is the one that "claimcheck tables" writes', () => {
    const { text, wanted } = pageOf(paper);
    expect(text).toBe(wanted);
  });

  it('has a row for every claim file', () => {
    const { path, text } = pageOf(paper);
    const block = text.slice(text.indexOf('<!-- claims -->'), text.indexOf('<!-- /claims -->'));
    const named = tableRows({ path, text: block }).map(([claim]) =>
      /^\[`(.+)`\]\((.+?)\)/.exec(claim!)?.slice(1),
    );
    const own = entries.filter((entry) => entry.paper === paper);
    expect(named.filter((row) => row !== undefined)).toEqual(own.map(({ id, file }) => [id, basename(file)]));
  });
});
