import { join } from 'node:path';
import type { Tier } from '#core';

// What lies where in a folder that was verified into or published to.

export const summaryPath = (out: string): string => join(out, 'summary.json');
export const picturePath = (out: string): string => join(out, 'verdicts.svg');
export const overviewPath = (out: string): string => join(out, 'overview.svg');
export const evidencePath = (out: string, id: string): string => join(out, 'evidence', `${id}.json`);
export const badgePath = (out: string, id: string, suffix: 'svg' | 'json'): string =>
  join(out, 'badges', `${id}.${suffix}`);

/** Where the evidence of a tier is published: `standard` in the folder itself, the others in folders of it. */
export function publishedFolder(reports: string, tier: Tier): string {
  return tier === 'standard' ? reports : join(reports, tier);
}
