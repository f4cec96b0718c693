import type { StoredEvidence } from '#report';
import type { Tier } from '#core';

/** A claim's evidence of one tier, or why there is none that could be read. */
export interface SiteEntry {
  readonly id: string;
  readonly tier: Tier;
  readonly stored?: StoredEvidence;
  /** What is wrong with the evidence file. */
  readonly problem?: string;
  /** Its sources have changed since it was judged. */
  readonly stale?: boolean;
}

/** Where the page of a claim lies below the site's folder. */
export const pagePath = ({ id, tier }: Pick<SiteEntry, 'id' | 'tier'>): string => `${id}.${tier}.html`;
