import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant, logEven } from 'claimcheck';
import { paper } from './paper.ts';
import { norm } from './reduced-network.ts';

interface Case {
  readonly dimensions: number;
  readonly neurons: number;
  readonly radius: number;
  /** Of the random updates. */
  readonly size: number;
  readonly seed: string;
}

const casesFrom = (smallest: number): fc.Arbitrary<Case> =>
  fc.record({
    dimensions: fc.integer({ min: 1, max: 6 }),
    neurons: fc.integer({ min: 1, max: 10 }),
    radius: logEven(0.1, 30),
    size: logEven(smallest, 10),
    seed: fc.integer({ min: 0 }).map(String),
  });

const cases = casesFrom(1e-3);

const steps = 500;
const float32 = (values: readonly number[]): number[] => values.map(Math.fround);

/** Random updates in float32, each followed by the projection; the largest violation of a constraint after any of them. */
function violation(
  { dimensions, neurons, radius, size, seed }: Case,
  projects: boolean,
  clips: boolean,
): number {
  const rng = createRng(seed, 'relu-reduced-space/projection');
  const draw = (by: number): number[] => Array.from({ length: dimensions }, () => by * rng.normal());
  let worst = 0;
  for (let neuron = 0; neuron < neurons; neuron++) {
    const first = draw(1);
    let w = float32(first.map((value) => value / norm(first)));
    let b = Math.fround(rng.uniform(-radius, radius));
    for (let step = 0; step < steps; step++) {
      w = float32(w.map((value) => value + size * rng.normal()));
      b = Math.fround(b + size * radius * rng.normal());
      const length = Math.fround(norm(w));
      if (projects) w = float32(w.map((value) => value / length));
      if (clips) b = Math.min(Math.max(b, -Math.fround(radius)), Math.fround(radius));
      worst = Math.max(worst, Math.abs(norm(w) - 1), Math.abs(b) / radius - 1);
    }
  }
  return worst;
}

const within =
  (projects: boolean, clips: boolean) =>
  (value: Case): CaseResult => {
    const error = violation(value, projects, clips);
    return { holds: error < 1e-6, error };
  };

export default defineInvariant({
  id: 'relu-reduced-space/projection',
  revision: 2,
  states:
    'A network that is projected after every update stays in the reduced, compact space, in float32 as well.',
  source: {
    paper,
    at: 'abstract ("unit sphere", "bounded interval"); the projection is ours',
    reading: 'abstract',
  },
  runs: { smoke: 100, standard: 1000 },
  cases,
  property: within(true, true),
  mutants: {
    'weights are not normalized': { property: within(false, true), killedShare: 0.99 },
    'thresholds are not clipped': {
      property: within(true, false),
      // Small updates need more steps to reach a bound.
      cases: casesFrom(0.3),
      killedShare: 0.95,
    },
  },
});
