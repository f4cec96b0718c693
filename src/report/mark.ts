import type { Evidence } from '#claim';
import { isExpected } from '#core';

/** What stands before a verdict, wherever one is shown. */
export const marks = {
  /** Supported, as expected. */
  supported: '✓',
  /** Another verdict than support, as expected. */
  finding: '◆',
  /** Not the expected verdict, or none. */
  unexpected: '✗',
} as const;

export function markOf(evidence: Pick<Evidence, 'verdict' | 'inconclusive' | 'expected'>): string {
  if (!isExpected(evidence)) return marks.unexpected;
  return evidence.verdict === 'supported' ? marks.supported : marks.finding;
}
