import { createRng } from '#core';
import { majorityPlan } from '#stats';
import type { DecisionPlan, SequentialVerdict } from '#stats';
import type { DecisionEngine } from './engines.ts';

/** P(k successes of n) for k = 0 .. n, without cancellation. */
function binomialMass(n: number, theta: number): number[] {
  let mass = [1];
  for (let seed = 0; seed < n; seed++) {
    mass = Array.from(
      { length: mass.length + 1 },
      (_, k) => (mass[k] ?? 0) * (1 - theta) + (mass[k - 1] ?? 0) * theta,
    );
  }
  return mass;
}

/** Expected evidence after n seeds of success probability theta. */
export function meanEvidence(
  evidence: DecisionEngine['evidenceFor'],
  n: number,
  theta: number,
  plan: DecisionPlan = majorityPlan,
): number {
  return binomialMass(n, theta).reduce((sum, mass, k) => sum + mass * 10 ** evidence(k, n, plan), 0);
}

/** Largest |E[evidence] - 1| over n <= 64 and both sides, on the boundary of the null. */
export function martingaleDefect(engine: DecisionEngine, plan: DecisionPlan = majorityPlan): number {
  let worst = 0;
  for (let n = 1; n <= 64; n++) {
    for (const evidence of [engine.evidenceFor, engine.evidenceAgainst]) {
      worst = Math.max(worst, Math.abs(meanEvidence(evidence, n, plan.pi0, plan) - 1));
    }
  }
  return worst;
}

/** What an engine does at theta. */
export interface Behaviour {
  readonly supported: number;
  readonly refuted: number;
  readonly meanSeeds: number;
}

interface Path {
  /** Successes in each batch between looks. */
  readonly batches: readonly number[];
  readonly verdict: SequentialVerdict;
  readonly seeds: number;
}

const looks = majorityPlan.looks;
const sizes = looks.map((look, index) => look - (looks[index - 1] ?? 0));

/**
 * The behaviour of an engine at any theta, exactly: the engine itself judges every combination of success counts of the
 * five batches, 18,225 streams, each weighted by its probability.
 */
export function exactBehaviour(engine: DecisionEngine): (theta: number) => Behaviour {
  const paths = allBatches(sizes).map((batches): Path => {
    const outcomes = batches.flatMap((successes, batch) =>
      Array.from({ length: sizes[batch]! }, (_, seed) => seed < successes),
    );
    const { verdict, seeds } = engine.decide(outcomes);
    return { batches, verdict, seeds };
  });
  return (theta) => {
    const masses = sizes.map((size) => binomialMass(size, theta));
    const total = { supported: 0, refuted: 0, undecided: 0, meanSeeds: 0 };
    for (const { batches, verdict, seeds } of paths) {
      const weight = batches.reduce((product, successes, batch) => product * masses[batch]![successes]!, 1);
      total[verdict] += weight;
      total.meanSeeds += weight * seeds;
    }
    return total;
  };
}

function allBatches(sizesLeft: readonly number[]): number[][] {
  const [size, ...rest] = sizesLeft;
  if (size === undefined) return [[]];
  const tails = allBatches(rest);
  return Array.from({ length: size + 1 }, (_, successes) => tails.map((tail) => [successes, ...tail])).flat();
}

/** Distributions of an effect whose median is the margin 0. */
export const nullFamilies = ['normal', 'Cauchy', 'log-normal', 'discrete with ties'] as const;
export type NullFamily = (typeof nullFamilies)[number];

/** Verdicts over simulated streams of 32 null effects. */
export function simulateNull(
  engine: DecisionEngine,
  family: NullFamily,
  streams: number,
): { supported: number; refuted: number } {
  const rng = createRng(`null streams, ${family}`, 'effects');
  const draw: Record<NullFamily, () => number> = {
    normal: () => rng.normal(),
    Cauchy: () => Math.tan(Math.PI * (rng.uniform() - 0.5)),
    'log-normal': () => Math.exp(rng.normal()) - 1,
    'discrete with ties': () => rng.integer(5) - 2,
  };
  const count = { supported: 0, refuted: 0, undecided: 0 };
  for (let stream = 0; stream < streams; stream++) {
    const effects = Array.from({ length: 32 }, draw[family]);
    count[engine.decide(effects.map((effect) => engine.succeeds(effect, 0))).verdict]++;
  }
  return count;
}

/**
 * Supports among null streams whose failing seeds finish last, as diverging runs do; the engine is asked after every
 * seed that finishes and its first decision stands.
 */
export function supportsWhenFailuresFinishLate(engine: DecisionEngine, streams: number): number {
  const rng = createRng('null streams, failures finish late', 'effects');
  let supports = 0;
  for (let stream = 0; stream < streams; stream++) {
    const successes = Array.from({ length: 32 }, () => rng.uniform() < 0.5);
    if (firstDecision(engine, successes, lateFailures(successes)) === 'supported') supports++;
  }
  return supports;
}

/** The first decision of an engine that sees seeds in the order in which they finish. */
export function firstDecision(
  engine: DecisionEngine,
  outcomes: readonly boolean[],
  order: readonly number[],
): SequentialVerdict {
  const finished = new Array<boolean | undefined>(outcomes.length).fill(undefined);
  for (const seed of order) {
    finished[seed] = outcomes[seed];
    const { verdict } = engine.decide(finished);
    if (verdict !== 'undecided') return verdict;
  }
  return 'undecided';
}

function lateFailures(outcomes: readonly boolean[]): number[] {
  const seeds = outcomes.map((_, seed) => seed);
  return [...seeds.filter((seed) => outcomes[seed]), ...seeds.filter((seed) => !outcomes[seed])];
}
