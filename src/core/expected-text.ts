import type { Tier } from './run.ts';

/** What is expected other than support, as `expected refuted` or `expected refuted at tier smoke`; empty for support. */
export function expectedText(expected: Readonly<Partial<Record<Tier, string>>>): string {
  const verdicts = Object.values(expected);
  if (new Set(verdicts).size < 2) return verdicts[0] === 'supported' ? '' : `expected ${verdicts[0]}`;
  return Object.entries(expected)
    .filter(([, verdict]) => verdict !== 'supported')
    .map(([tier, verdict]) => `expected ${verdict} at tier ${tier}`)
    .join(', ');
}
