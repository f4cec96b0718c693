import { isSatisfied, type StoredRule } from './is-satisfied.ts';

/**
 * Share of the seeds of which nothing was measured: no primary number, or panels that fail by numbers that are not finite alone.
 * @param rules of the claim's panels, in their order
 * @param runs each with the numbers of these panels, by seed
 */
export function shareWithoutNumber(
  rules: readonly StoredRule[],
  runs: readonly { readonly panels: readonly { readonly values: readonly number[] }[] }[],
): number {
  const seeds = runs.flatMap(({ panels }) =>
    (panels[0]?.values ?? []).map((_, seed) => panels.map(({ values }) => values[seed]!)),
  );
  return seeds.filter((numbers) => isWithoutNumber(rules, numbers)).length / Math.max(1, seeds.length);
}

function isWithoutNumber(rules: readonly StoredRule[], numbers: readonly number[]): boolean {
  const failed = numbers.filter((value, panel) => !isSatisfied(rules[panel]!, value));
  return !Number.isFinite(numbers[0]) || (failed.length > 0 && !failed.some(Number.isFinite));
}
