import type { PanelEvidence } from '#claim';

export type StoredRule = Pick<PanelEvidence, 'rule' | 'margin'>;

/** Whether a seed's number satisfies a rule as evidence has it; one that is not finite satisfies none. */
export function isSatisfied({ rule, margin }: StoredRule, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (typeof margin !== 'number') return margin[0] < value && value < margin[1];
  if (rule === 'exceeds') return value > margin;
  return rule === 'staysBelow' ? value < margin : Math.abs(value) <= margin;
}
