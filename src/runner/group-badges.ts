import { join } from 'node:path';
import { writeFileAtomic } from '#core';
import { groupBadge, groupEndpoint, type Group } from '#report';
import type { SummaryParts } from './summary.ts';

const suffixes = ['svg', 'json'] as const;

/** Name of the badge of a paper inside a folder of evidence; of all claims without one. */
export const groupBadgePath = (out: string, suffix: 'svg' | 'json', paper?: string): string =>
  paper === undefined ? join(out, `badge.${suffix}`) : join(out, 'badges', `${paper}.${suffix}`);

/** Writes the badge of each paper and that of all claims: as many of each verdict as the summary has. */
export function storeGroupBadges(out: string, { tier, claims, errors }: SummaryParts): void {
  const paperOf = (id: string): string => id.split('/')[0]!;
  const ids = [...claims.map(({ evidence }) => evidence.id), ...errors.map(({ id }) => id)];
  for (const paper of [undefined, ...new Set(ids.map(paperOf))]) {
    const ofPaper = ({ id }: { readonly id: string }): boolean =>
      paper === undefined || paperOf(id) === paper;
    const failed = errors.filter(ofPaper);
    const group: Group = {
      ...{ label: paper ?? 'claims', tier, failed: failed.length },
      claims: claims.filter(
        ({ evidence }) => ofPaper(evidence) && !failed.some(({ id }) => id === evidence.id),
      ),
    };
    for (const suffix of suffixes) {
      const text = suffix === 'svg' ? groupBadge(group) : `${JSON.stringify(groupEndpoint(group))}\n`;
      writeFileAtomic(groupBadgePath(out, suffix, paper), text);
    }
  }
}
