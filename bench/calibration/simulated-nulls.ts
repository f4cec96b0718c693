import { concludeTrial, looks, type Rule, type SeedNumbers, type TrialPlan } from '#claim';
import { createRng, type Rng } from '#core';

/** How often whole decisions supported what is not there: the success of a seed is a fair coin, at the edge of the null. */
export interface SimulatedNull {
  readonly name: string;
  readonly runs: number;
  readonly supported: number;
  readonly refuted: number;
}

type Numbers = (rng: Rng) => number;

/** Of each rule, numbers that are on either side of the margin equally often, and numbers that always fail it. */
const rules: readonly { readonly rule: Rule; readonly fair: Numbers; readonly failing: number }[] = [
  { rule: { rule: 'exceeds', margin: 0.3 }, fair: (rng) => rng.normal(0.3), failing: 0 },
  { rule: { rule: 'staysBelow', margin: 0.3 }, fair: (rng) => Math.exp(rng.normal()) - 0.7, failing: 1 },
  { rule: { rule: 'staysWithin', margin: 1 }, fair: (rng) => rng.uniform(-2, 2), failing: 3 },
  { rule: { rule: 'between', margin: [0, 1] }, fair: (rng) => rng.uniform(-0.5, 1.5), failing: 3 },
];

/** Which of treatment and control is a fair coin: the other one is what lets the claim pass whenever the coin does. */
const coins = ['treatment', 'both'] as const;

/** Simulates runs of claims with one panel and one control, for every rule, through all looks of a decision. */
export function simulatedNulls(runs: number): SimulatedNull[] {
  return rules.flatMap(({ rule, fair, failing }) =>
    coins.map((coin) => {
      const name = `${rule.rule}, ${coin === 'both' ? 'treatment and control' : 'treatment'} at the margin`;
      const rng = createRng(`simulated nulls, ${name}`, 'numbers');
      const control: Numbers = coin === 'both' ? fair : () => failing;
      const verdicts = Array.from({ length: runs }, () => verdictOf(rule, rng, fair, control));
      const countOf = (verdict: string): number => verdicts.filter((one) => one === verdict).length;
      return { name, runs, supported: countOf('supported'), refuted: countOf('refuted') };
    }),
  );
}

function verdictOf(rule: Rule, rng: Rng, treatment: Numbers, control: Numbers): string | undefined {
  const panel = { name: 'effect', unit: '1', because: 'simulated', ...rule };
  const sign = { name: 'sign', unit: '1', because: 'simulated', rule: 'exceeds', margin: 0 } as const;
  const budget = looks.at(-1)!;
  const plan: TrialPlan = {
    panels: [panel],
    requires: [sign],
    controls: [{ name: 'control', exchange: { treatment: 'control' } }],
    budget,
  };
  const seeds = Array.from({ length: budget }, (_, seed): SeedNumbers => ({
    measured: String(seed),
    panels: [treatment(rng)],
    controls: [[control(rng)]],
    requires: [1],
  }));
  return concludeTrial(plan, seeds)?.verdict;
}
