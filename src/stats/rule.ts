import { medianLowerBound, medianUpperBound } from './median-bound.ts';

/**
 * How a seed's number is held against the margin. A seed succeeds when
 * `exceeds`: d > margin; `staysBelow`: d < margin; `staysWithin`: |d| <= margin; `between`: low < d < high.
 * A number that is not finite is a failure of every rule: a run that diverged shows nothing.
 */
export type Rule =
  | { readonly rule: 'exceeds' | 'staysBelow' | 'staysWithin'; readonly margin: number }
  | { readonly rule: 'between'; readonly margin: readonly [low: number, high: number] };

/** Whether a seed's number satisfies a rule; ties and numbers that are not finite do as `Rule` says. */
export function satisfies(rule: Rule, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  switch (rule.rule) {
    case 'exceeds':
      return value > rule.margin;
    case 'staysBelow':
      return value < rule.margin;
    case 'staysWithin':
      return Math.abs(value) <= rule.margin;
    case 'between':
      return rule.margin[0] < value && value < rule.margin[1];
  }
}

/** Bound of the median on the side that the rule guards ; failed runs count as worst. */
export function medianBound(rule: Rule, values: readonly number[]): number {
  switch (rule.rule) {
    case 'exceeds':
      return medianLowerBound(values);
    case 'staysBelow':
      return medianUpperBound(values);
    case 'staysWithin':
      return medianUpperBound(values.map(Math.abs));
    case 'between': {
      const [low, high] = rule.margin;
      return medianLowerBound(values.map((value) => Math.min(value - low, high - value)));
    }
  }
}
