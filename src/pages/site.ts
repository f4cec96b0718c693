import {
  pagePath,
  paperPath,
  type CalibrationSummary,
  type CollectedEvidence,
  type CollectedPaper,
} from '#report';
import { claimPage } from './claim-page.ts';
import { indexPage } from './index-page.ts';
import { paperPage } from './paper-page.ts';

/**
 * The pages of a site, by their paths: an index, a page for each paper, and one for each claim and tier.
 * @param papers what is known of papers besides their evidence
 * @param calibration what the suite does where there is nothing to find, where that was looked at
 */
export function* sitePages(
  entries: readonly CollectedEvidence[],
  papers: readonly CollectedPaper[] = [],
  calibration?: CalibrationSummary,
): Generator<readonly [path: string, text: string]> {
  const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  yield ['index.html', indexPage(sorted, calibration)];
  for (const paper of new Set(sorted.map(({ id }) => id.split('/')[0]!))) {
    const own = sorted.filter(({ id }) => id.startsWith(`${paper}/`));
    const known = papers.find(({ id }) => id === paper);
    yield [paperPath(paper), paperPage(paper, own, known)];
  }
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
