import { claimPage } from './claim-page.ts';
import { indexPage } from './index-page.ts';
import { pagePath } from './page-path.ts';
import type { CollectedEvidence } from '#report';

/** The pages of a site, by their paths: an index, and a page for each claim and tier. */
export function* sitePages(
  entries: readonly CollectedEvidence[],
): Generator<readonly [path: string, text: string]> {
  const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  yield ['index.html', indexPage(sorted)];
  for (const entry of sorted) {
    yield [
      pagePath(entry),
      claimPage(
        entry,
        sorted.filter(({ id }) => id === entry.id),
      ),
    ];
  }
}
