import type { ControlEvidence, Evidence, Verdict } from '#claim';
import { leastHeld } from '#core';
import { shortened } from './svg.ts';

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

/** `controlVerdict` as a table shows it, with what refuted where the primary panel did not; for an invariant `2/3 killed`. */
export function controlText(evidence: Controlled): string {
  const { mutants, controls } = evidence;
  if (mutants.length === 0) {
    const elsewhere = controls.filter((control) => furtherPanels(control).length > 0).length;
    return `${controlVerdict(evidence)}${elsewhere === 0 ? '' : `, ${elsewhere} by further panels`}`;
  }
  const killed = mutants.filter(({ killedShare, required }) => killedShare >= required).length;
  return `${killed}/${mutants.length} killed`;
}

/** The further panels that refuted a control; none when the primary one did, or when nothing refuted it. */
export function furtherPanels({ verdict, panels }: ControlEvidence): string[] {
  const failed = leastHeld(panels);
  if (verdict !== 'refuted' || failed.includes(panels[0]!)) return [];
  return failed.map(({ name }) => name);
}

/** Each control that further panels refuted, with those: `"more steps" by "excess loss"`. */
export function refutedElsewhere({ controls }: Pick<Evidence, 'controls'>): string[] {
  return controls.flatMap((control) => {
    const panels = furtherPanels(control).map((name) => `"${name}"`);
    return panels.length === 0 ? [] : [`"${control.name}" by ${panels.join(' and ')}`];
  });
}

/** The further panels that refuted controls, where there is room for `most` characters of one; empty when there are none. */
export function furtherText({ controls }: Pick<Evidence, 'controls'>, most: number): string {
  const [first, ...others] = new Set(controls.flatMap(furtherPanels));
  if (first === undefined) return '';
  return `"${shortened(first, most)}"${others.length === 0 ? '' : ` and ${others.length} more`}`;
}
