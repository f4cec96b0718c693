import { type EmpiricalClaim, type Evidence, judge } from '#claim';

/** What an arm would have ended with: values, and the number that a series stays at. */
export interface Ending {
  readonly values?: Readonly<Record<string, number>>;
  readonly series?: Readonly<Record<string, number>>;
}

const points = 4;

/** Judges a claim on numbers in the place of trainings, by arm; seeds differ from each other by a thousandth. */
export function judgedOn(
  claim: EmpiricalClaim,
  endings: Readonly<Record<string, Ending>>,
): Promise<Evidence> {
  const numbers = (of: Readonly<Record<string, number>> = {}, seed: number): Record<string, number> =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [name, value * (1 + seed * 1e-3)]));
  const trained = ({ values, series }: Ending, seed: number) => {
    const flat = Object.entries(numbers(series, seed));
    const at = Array.from({ length: points }, (_, step) => step + 1);
    return {
      steps: points,
      values: numbers(values, seed),
      series: Object.fromEntries(flat.map(([name, value]) => [name, Array<number>(points).fill(value)])),
      at: Object.fromEntries(flat.map(([name]) => [name, at])),
    };
  };
  const arms = Object.fromEntries(
    Object.keys(claim.arms).map((arm) => [
      arm,
      ({ seeds }: { readonly seeds: readonly unknown[] }) =>
        Promise.resolve(seeds.map((_, seed) => trained(endings[arm] ?? {}, seed))),
    ]),
  );
  const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;
  return judge({ ...claim, arms }, options);
}
