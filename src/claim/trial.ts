import { decide, decisionAt } from '#stats';
import type { Standing } from './outcome.ts';
import { exchanged, numbersOf, panelsOf, satisfies } from './panels.ts';
import type { ControlEvidence, Decision } from './evidence-types.ts';
import type { EmpiricalClaim, Measures } from './types.ts';

/** Measures of one seed's arms. */
type SeedMeasures = Readonly<Record<string, Measures>>;

/** The treatment and the controls of a claim while seeds arrive, look by look. */
export interface Trial {
  /** Takes the seeds since the last look, in seed order, and says where the claim stands. */
  look(batch: readonly SeedMeasures[], exhausted: boolean): Standing;
  /** The treatment's counts at each look so far. */
  readonly looks: readonly Decision[];
  /** The treatment's number per panel and seed. */
  readonly panelValues: readonly (readonly number[])[];
  controlEvidence(): ControlEvidence[];
}

/** The panels of a claim held against one arrangement of its arms. */
interface Hypothesis {
  readonly exchange: Readonly<Record<string, string>>;
  readonly values: readonly number[][];
  /** Success of each seed, in seed order. */
  readonly outcomes: boolean[];
}

export function createTrial(claim: EmpiricalClaim): Trial {
  const panels = panelsOf(claim);
  const hypothesis = (exchange: Hypothesis['exchange']): Hypothesis => ({
    exchange,
    values: panels.map(() => []),
    outcomes: [],
  });
  const treatment = hypothesis({});
  const controls = Object.entries(claim.controls).map(([name, exchange]) => ({
    name,
    hypothesis: hypothesis(exchange as Hypothesis['exchange']),
  }));
  const looks: Decision[] = [];

  return {
    looks,
    panelValues: treatment.values,
    look(batch, exhausted) {
      observe(claim, treatment, batch);
      const decision = decisionOf(treatment);
      looks.push({ ...countsOf(treatment), verdict: decision.verdict });
      for (const control of controls) observe(claim, control.hypothesis, batch);
      const primary = treatment.values[0]!;
      return {
        treatment: decision,
        controls: controls.map((control) => decisionOf(control.hypothesis)),
        seeds: primary.length,
        nonFinite: primary.filter((value) => !Number.isFinite(value)).length,
        exhausted,
      };
    },
    controlEvidence: () =>
      controls.map(({ name, hypothesis }) => ({
        name,
        exchange: hypothesis.exchange,
        ...decisionOf(hypothesis),
        values: hypothesis.values[0]!,
      })),
  };
}

/** Adds seeds to a hypothesis. */
function observe(claim: EmpiricalClaim, hypothesis: Hypothesis, batch: readonly SeedMeasures[]): void {
  const panels = panelsOf(claim);
  for (const arms of batch) {
    const numbers = numbersOf(claim, exchanged(arms, hypothesis.exchange));
    numbers.forEach((number, index) => hypothesis.values[index]!.push(number));
    hypothesis.outcomes.push(panels.every((panel, index) => satisfies(panel, numbers[index]!)));
  }
}

/** Each hypothesis stops at its own first crossing, whatever comes after. */
function decisionOf({ outcomes }: Hypothesis): Decision {
  return decide(outcomes).decision;
}

/** The counts so far, past the crossing as well. */
function countsOf({ outcomes }: Hypothesis): Decision {
  return decisionAt(outcomes.filter(Boolean).length, outcomes.length);
}
