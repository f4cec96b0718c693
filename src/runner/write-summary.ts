import { writeFileAtomic } from '#core';
import {
  type Environment,
  type PictureRow,
  plural,
  verdictOverview,
  verdictPicture,
  overviewPath,
  picturePath,
  summaryPath,
} from '#report';
import { storeGroupBadges } from './group-badges.ts';
import { buildSummary, type Summary, type SummaryParts } from './summary.ts';

/** Writes `summary.json`, and the same verdicts as pictures: `verdicts.svg` a row, `overview.svg` a chip per claim; and the badges of the papers and of all claims. */
export function writeSummary(out: string, parts: SummaryParts): Summary {
  const summary = buildSummary(parts);
  const rows = pictureRows(parts);
  const caption = captionOf(summary, parts.environment);
  writeFileAtomic(picturePath(out), verdictPicture(rows, caption));
  writeFileAtomic(overviewPath(out), verdictOverview(rows, caption));
  storeGroupBadges(out, parts);
  writeFileAtomic(summaryPath(out), `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}

/** One row per claim, sorted by id; a claim that failed now is not shown with what it was before. */
function pictureRows({ claims, errors }: SummaryParts): PictureRow[] {
  const failed = new Set(errors.map(({ id }) => id));
  const idOf = (row: PictureRow): string => ('evidence' in row ? row.evidence.id : row.id);
  return [...claims.filter(({ evidence }) => !failed.has(evidence.id)), ...errors].sort((a, b) =>
    idOf(a) < idOf(b) ? -1 : 1,
  );
}

function captionOf({ tier, seedFamily, seedBase, engine, suite }: Summary, environment: Environment): string {
  const { fdr } = suite;
  const seeds =
    seedFamily === 'dev' ? `development seeds ${seedBase}, which decide nothing` : `seed base ${seedBase}`;
  const together = `${fdr.selected.length} of ${fdr.tested} empirical claims hold together at a false discovery rate of ${100 * fdr.q} %`;
  return [
    `tier ${tier}`,
    seeds,
    `engine ${engine}`,
    `${environment.cpu}, ${plural(environment.cores, 'core')}`,
    ...(fdr.tested > 0 ? [together] : []),
  ].join(' · ');
}
