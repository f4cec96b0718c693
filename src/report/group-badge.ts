import { isExpected, printable, type Tier } from '#core';
import { drawBadge, type Endpoint } from './badge.ts';
import { plural } from './format.ts';
import type { StoredEvidence } from './stored-evidence.ts';

export interface Group {
  /** A paper's id, or `claims` for all. */
  readonly label: string;
  readonly tier: Tier;
  readonly claims: readonly (Pick<StoredEvidence, 'evidence'> & { readonly stale: boolean })[];
  /** Claims that could not be judged. */
  readonly failed: number;
}

/** The badge of a paper, or of all claims, as a shields.io endpoint: `9 supported, 2 findings · standard`. */
export function groupEndpoint({ label, tier, claims, failed }: Group): Endpoint {
  const fresh = claims.filter(({ stale }) => !stale).map(({ evidence }) => evidence);
  const [expected, unexpected] = [fresh.filter(isExpected), fresh.filter((one) => !isExpected(one))];
  const findings = expected.filter(({ verdict }) => verdict !== 'supported').length;
  const counts = [
    [expected.length - findings, 'supported'],
    [findings, findings === 1 ? 'finding' : 'findings'],
    [unexpected.length, 'not as expected'],
    [claims.length - fresh.length, 'of earlier sources'],
    [failed, 'not judged'],
  ] as const;
  const message = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const wrong = unexpected.length + failed > 0;
  return {
    schemaVersion: 1,
    label: printable(label),
    message: `${message.join(', ') || plural(0, 'claim')} · ${tier}`,
    color: wrong ? 'red' : fresh.length === 0 ? 'lightgrey' : 'brightgreen',
  };
}

/** The same as SVG. */
export const groupBadge = (group: Group): string => drawBadge(groupEndpoint(group));
