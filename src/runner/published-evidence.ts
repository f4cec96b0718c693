import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '#claim';
import { tiers, UserError, type Tier } from '#core';
import { evidencePath, readEvidence } from './evidence-store.ts';

/** Where the evidence of a tier is published: `standard` in the folder itself, the others in folders of it. */
export function publishedFolder(reports: string, tier: Tier): string {
  return tier === 'standard' ? reports : join(reports, tier);
}

/**
 * What is published of a claim, by tier.
 * @throws UserError when a file is damaged, something that it says does not follow from the rest, or it is evidence of another
 *   tier or of development seeds
 */
export function publishedEvidence(reports: string, id: string): Partial<Record<Tier, Evidence>> {
  const published: Partial<Record<Tier, Evidence>> = {};
  for (const tier of tiers) {
    const folder = publishedFolder(reports, tier);
    const path = evidencePath(folder, id);
    if (!existsSync(path)) continue;
    const { evidence } = readEvidence(folder, id);
    if (evidence.tier !== tier) {
      throw new UserError(
        `${path} is evidence of tier ${evidence.tier}`,
        `put evidence of tier ${tier} there`,
      );
    }
    if (evidence.seedFamily === 'dev') {
      throw new UserError(`${path} is evidence of development seeds`, 'publish a run on the judge seeds');
    }
    published[tier] = evidence;
  }
  return published;
}
