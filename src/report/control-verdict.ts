import type { Evidence, Verdict } from '#claim';

/**
 * One word for all controls: `refuted` when the rule failed on every one (as it must), `supported` when one of them
 * satisfies the rule as well, `inconclusive` otherwise. A killed mutant counts as a refuted control.
 */
export function controlVerdict(evidence: Pick<Evidence, 'controls' | 'mutants'>): Verdict {
  const verdicts = [
    ...evidence.controls.map(({ verdict }) => verdict),
    ...evidence.mutants.map(({ killedShare, required }) =>
      killedShare >= required ? 'refuted' : 'supported',
    ),
  ];
  if (verdicts.includes('supported')) return 'supported';
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'refuted')
    ? 'refuted'
    : 'inconclusive';
}
