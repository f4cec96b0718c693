import type { Evidence, Verdict } from '#claim';

type Controlled = Pick<Evidence, 'controls' | 'mutants'>;

/**
 * One word for all controls: `refuted` when the rule failed on every one (as it must), `supported` when one of them
 * satisfies the rule as well, `inconclusive` otherwise. A killed mutant counts as a refuted control.
 */
export function controlVerdict(evidence: Controlled): Verdict {
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

/** `controlVerdict` as a table shows it; for an invariant `2/3 killed`. */
export function controlText(evidence: Controlled): string {
  const { mutants } = evidence;
  if (mutants.length === 0) return controlVerdict(evidence);
  const killed = mutants.filter(({ killedShare, required }) => killedShare >= required).length;
  return `${killed}/${mutants.length} killed`;
}
