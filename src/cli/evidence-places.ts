import { existsSync } from 'node:fs';
import type { ArgsDef } from 'citty';
import { tiers, type Tier } from '#core';
import { evidencePath, publishedFolder } from '#report';
import { defaultFolders, tierValues } from './options.ts';

/** Folders to look for evidence in; one that is undefined is not looked in. */
export interface EvidenceFolders {
  /** Verified into. */
  readonly out?: string | undefined;
  /** Published to. */
  readonly reports?: string | undefined;
}

/** Evidence of a claim that is there. */
export interface EvidencePlace {
  readonly folder: string;
  readonly path: string;
  /** The tier that is published there; undefined where it was verified into. */
  readonly published?: Tier;
}

/** Options of commands that look for evidence. */
export const placeOptions = {
  tier: {
    type: 'string',
    valueHint: tierValues,
    description: 'Tier of the evidence (default: that in --out, else the published standard)',
  },
  out: {
    type: 'string',
    valueHint: 'dir',
    description: `Folder that was verified into (default: ${defaultFolders.out}, then what is published)`,
  },
  reports: {
    type: 'string',
    valueHint: 'dir',
    description: `Folder that was published to (default: ${defaultFolders.reports})`,
  },
} as const satisfies ArgsDef;

/** The folders that a user names, and no other; where none is named those that commands write. */
export function askedFolders({ out, reports }: EvidenceFolders): EvidenceFolders {
  return out === undefined && reports === undefined ? defaultFolders : { out, reports };
}

/** Tiers in the order in which their published evidence is preferred. */
const preferred: readonly Tier[] = ['standard', ...tiers.filter((tier) => tier !== 'standard')];

/** Where evidence of a claim is, what was verified here first. */
export function evidencePlaces(id: string, { out, reports }: EvidenceFolders): EvidencePlace[] {
  const places = [
    ...(out === undefined ? [] : [{ folder: out }]),
    ...(reports === undefined
      ? []
      : preferred.map((published) => ({ folder: publishedFolder(reports, published), published }))),
  ];
  return places
    .map((place) => ({ ...place, path: evidencePath(place.folder, id) }))
    .filter(({ path }) => existsSync(path));
}
