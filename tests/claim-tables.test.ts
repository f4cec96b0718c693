import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { tiers } from '#core';
import { writtenPages } from '#runner';
import { publishedFolder } from '#report';
import { discoverClaims } from '#sources';
import type { WrittenPage } from '../src/runner/tables/written-pages.ts';
import { localLinks, tableRows } from './docs/markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const [claims, reports] = [join(root, 'claims'), join(root, 'reports')];
const entries = discoverClaims(claims);
const papers = [...new Set(entries.map(({ paper }) => paper))];

let pages: readonly WrittenPage[];
const pageAt = (path: string): WrittenPage =>
  pages.find((page) => relative(root, page.path) === path) ?? expect.fail(`${path} is not written`);

beforeAll(async () => {
  pages = await writtenPages({ claims, reports });
}, 300_000);

it('every page is the one that "claimcheck tables" writes', () => {
  for (const { path, text, wanted } of pages) expect(text, path).toBe(wanted);
});

describe.each(papers)('the table of claims of %s', (paper) => {
  it('has a row for every claim file', () => {
    const { path, text } = pageAt(`claims/${paper}/README.md`);
    const block = text.slice(text.indexOf('<!-- claims -->'), text.indexOf('<!-- /claims -->'));
    const named = tableRows({ path, text: block }).map(([claim]) =>
      /^\[`(.+)`\]\((.+?)\)/.exec(claim!)?.slice(1),
    );
    const own = entries.filter((entry) => entry.paper === paper);
    expect(named.filter((row) => row !== undefined)).toEqual(own.map(({ id, file }) => [id, basename(file)]));
  });
});

describe('docs/badges.md', () => {
  it('has every badge of every tier, which leads to evidence or to the paper', () => {
    const page = pageAt('docs/badges.md');
    const shown = localLinks(page).map(({ file }) => join('docs', file));
    const published = tiers
      .map((tier) => relative(root, publishedFolder(reports, tier)))
      .flatMap((folder) => filesListedIn(folder).map((name) => join(folder, name)));
    const ofKind = (files: readonly string[], form: RegExp): string[] =>
      files.filter((file) => form.test(file)).sort();
    expect(ofKind(shown, /badge(s\/.+)?\.svg$/)).toEqual(ofKind(published, /badge(s\/.+)?\.svg$/));
    expect(ofKind(shown, /\/evidence\//)).toEqual(ofKind(published, /\/evidence\//));
    expect([...new Set(ofKind(shown, /README\.md$/))]).toEqual(
      papers.map((paper) => `claims/${paper}/README.md`).sort(),
    );
  });
});

/** What publishing wrote to a folder, as its manifest has it. */
function filesListedIn(folder: string): string[] {
  const path = join(root, folder, 'manifest.json');
  if (!existsSync(path)) return [];
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as { readonly files: Record<string, string> };
  return Object.keys(files);
}
