import { existsSync } from 'node:fs';
import type { Evidence } from '#claim';
import { tiers, UserError, type Tier } from '#core';
import { evidencePath, publishedFolder, type StoredEvidence } from '#report';
import { readEvidence } from './evidence-store.ts';

/**
 * What is published of a claim, by tier.
 * @throws UserError as `readPublished`
 */
export function publishedEvidence(reports: string, id: string): Partial<Record<Tier, Evidence>> {
  const published: Partial<Record<Tier, Evidence>> = {};
  for (const tier of tiers) {
    const folder = publishedFolder(reports, tier);
    if (existsSync(evidencePath(folder, id))) published[tier] = readPublished(folder, tier, id).evidence;
  }
  return published;
}

/**
 * What is published of a claim in the folder of a tier.
 * @throws UserError when the file is damaged, something that it says does not follow from the rest, or it is evidence of another
 *   tier or of development seeds
 */
export function readPublished(folder: string, tier: Tier, id: string): StoredEvidence {
  const path = evidencePath(folder, id);
  const stored = readEvidence(folder, id);
  const { evidence } = stored;
  if (evidence.tier !== tier) {
    throw new UserError(`${path} is evidence of tier ${evidence.tier}`, `put evidence of tier ${tier} there`);
  }
  if (evidence.seedFamily === 'dev') {
    throw new UserError(`${path} is evidence of development seeds`, 'publish a run on the judge seeds');
  }
  return stored;
}
