import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { tiers, UserError, type Tier } from '#core';
import { readJsonFile } from '#ledger';
import {
  badgeTable,
  type BadgeRow,
  type PublishedBadge,
  badgePath,
  evidencePath,
  summaryPath,
  publishedFolder,
} from '#report';
import { discoverClaims } from '#sources';
import { groupBadgePath } from '../group-badges.ts';
import { filledPlace, generatedPlace, unformatted } from './generated-place.ts';

const place = 'badges';
const endpointSchema = z.object({ label: z.string(), message: z.string() });

interface BadgeOptions {
  readonly claims: string;
  readonly reports: string;
}

/** A page with the badges of what is published where it has a place for them; as it is where it has none. */
export function withBadges(path: string, text: string, options: BadgeOptions): string {
  const found = generatedPlace(text, place);
  if (!found) return text;
  return filledPlace(found, place, 'the published badges', badgeTables(dirname(path), options));
}

/** The badges of suite and papers, and below those of each paper's claims; paths are from the folder `from`. */
function badgeTables(from: string, { claims, reports }: BadgeOptions): string {
  const entries = discoverClaims(claims);
  const papers = [...new Set(entries.map(({ paper }) => paper))];
  const path = (to: string): string => relative(from, to).split(sep).join('/');
  const byTier = (badge: (folder: string) => LinkedBadge): BadgeRow['badges'] =>
    Object.fromEntries(
      tiers.flatMap((tier): [Tier, PublishedBadge][] => {
        const shown = publishedBadge(badge(publishedFolder(reports, tier)), path);
        return shown ? [[tier, shown]] : [];
      }),
    );
  const page = (paper: string): string => join(claims, paper, 'README.md');
  const groups: BadgeRow[] = [
    { name: 'all claims', badges: byTier((folder) => ({ ...groupFiles(folder), to: summaryPath(folder) })) },
    ...papers.map((paper) => ({
      ...{ name: paper, to: `#${paper}` },
      badges: byTier((folder) => ({ ...groupFiles(folder, paper), to: page(paper) })),
    })),
  ];
  const ofPaper = (paper: string): BadgeRow[] =>
    entries
      .filter((entry) => entry.paper === paper)
      .map(({ id, file }) => ({
        ...{ name: basename(id), to: path(file) },
        badges: byTier((folder) => ({
          ...{ svg: badgePath(folder, id, 'svg'), json: badgePath(folder, id, 'json') },
          to: evidencePath(folder, id),
        })),
      }));
  const sections = papers.map(
    (paper) => `## ${paper}\n\n${unformatted(badgeTable('claim', ofPaper(paper)))}`,
  );
  return [unformatted(badgeTable('paper', groups)), ...sections].join('\n\n');
}

interface LinkedBadge {
  readonly svg: string;
  readonly json: string;
  readonly to: string;
}

const groupFiles = (folder: string, paper?: string): Omit<LinkedBadge, 'to'> => ({
  svg: groupBadgePath(folder, 'svg', paper),
  json: groupBadgePath(folder, 'json', paper),
});

/** A badge that is there, with what its other form says: the text beside a picture is that of the picture. */
function publishedBadge(
  { svg, json, to }: LinkedBadge,
  path: (to: string) => string,
): PublishedBadge | undefined {
  if (!existsSync(svg) || !existsSync(json)) return undefined;
  const { label, message } = endpointIn(json);
  return { picture: path(svg), says: `${label}: ${message}`, to: path(to) };
}

function endpointIn(path: string): z.infer<typeof endpointSchema> {
  try {
    return endpointSchema.parse(readJsonFile(path));
  } catch {
    throw new UserError(`${path} is not a badge`, 'write it anew: claimcheck publish --redraw');
  }
}
