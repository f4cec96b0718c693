import type { CollectedEvidence } from './stored-evidence.ts';

/** Where the page of a claim lies below the site's folder. */
export const pagePath = ({ id, tier }: Pick<CollectedEvidence, 'id' | 'tier'>): string =>
  `${id}.${tier}.html`;

/** Where the page of a paper lies. */
export const paperPath = (paper: string): string => `${paper}/index.html`;
