import type { PanelEvidence } from '#claim';

type Rule = Pick<PanelEvidence, 'rule' | 'margin'>;

/**
 * Share of the seeds of which nothing was measured: no primary number, or panels that fail by numbers that are not finite alone.
 * @param rules of the claim's panels, in their order
 * @param runs each with the numbers of these panels, by seed
 */
export function shareWithoutNumber(
  rules: readonly Rule[],
  runs: readonly { readonly panels: readonly { readonly values: readonly number[] }[] }[],
): number {
  const seeds = runs.flatMap(({ panels }) =>
    (panels[0]?.values ?? []).map((_, seed) => panels.map(({ values }) => values[seed]!)),
  );
  return seeds.filter((numbers) => isWithoutNumber(rules, numbers)).length / Math.max(1, seeds.length);
}

function isWithoutNumber(rules: readonly Rule[], numbers: readonly number[]): boolean {
  const failed = numbers.filter((value, panel) => !holds(rules[panel]!, value));
  return !Number.isFinite(numbers[0]) || (failed.length > 0 && !failed.some(Number.isFinite));
}

function holds({ rule, margin }: Rule, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (typeof margin !== 'number') return margin[0] < value && value < margin[1];
  if (rule === 'exceeds') return value > margin;
  return rule === 'staysBelow' ? value < margin : Math.abs(value) <= margin;
}
