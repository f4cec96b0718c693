import { tiers, type Tier } from '#core';
import { cellCode, cellLines, cellProse } from './markdown-cell.ts';

/** A badge that is published; paths are from the page that shows it. */
export interface PublishedBadge {
  readonly picture: string;
  /** What it says, for those who do not see it. */
  readonly says: string;
  /** What it leads to. */
  readonly to: string;
}

/** Badges of one claim, paper or suite by tier. */
export interface BadgeRow {
  readonly name: string;
  /** Where it is described, by its path from the page. */
  readonly to?: string;
  readonly badges: Readonly<Partial<Record<Tier, PublishedBadge>>>;
}

/**
 * Badges as a Markdown table, a row for each name with the badge of each tier on a line of its own: side by side a page would
 * shrink them until nobody can read them.
 */
export function badgeTable(head: string, rows: readonly BadgeRow[]): string {
  const lines = [
    [head, 'published'],
    ['---', '---'],
    ...rows.map(({ name, to, badges }) => [
      to === undefined ? cellProse(name) : `[${cellCode(name)}](${to})`,
      cellLines(...tiers.flatMap((tier) => linked(badges[tier]))) || '-',
    ]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function linked(badge: PublishedBadge | undefined): string[] {
  return badge ? [`[![${cellProse(badge.says)}](${badge.picture})](${badge.to})`] : [];
}
