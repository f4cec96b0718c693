import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { pointInBall } from './cases.ts';
import { areKinksSeen } from './kinks-seen.ts';
import { paper } from './paper.ts';
import { dot, norm, type ShallowNetwork } from './reduced-network.ts';
import { rankOf } from './rank.ts';

interface Case {
  readonly dimensions: number;
  readonly network: ShallowNetwork;
  readonly points: readonly (readonly number[])[];
}

/** 1 to 4 neurons in 1 to 4 dimensions, hyperplanes through the unit ball, and 200 points of it that tell them apart. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 4 }),
    neurons: fc.integer({ min: 1, max: 4 }),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ dimensions, neurons, seed }) => {
    const rng = createRng(String(seed), 'relu-reduced-space/search-size');
    for (;;) {
      const network = Array.from({ length: neurons }, (_, j) => {
        const w = Array.from({ length: dimensions }, () => rng.normal());
        // Spread over the ball: hyperplanes that nearly coincide would need more points to be told apart.
        const distance = -0.5 + (j + rng.uniform(0.25, 0.75)) / neurons;
        const direction = dimensions === 1 ? Math.sign(w[0]!) : 1;
        return { w, b: direction * distance * norm(w), c: rng.uniform(0.5, 2) };
      });
      const points = Array.from({ length: 200 }, () => pointInBall(rng, dimensions, 1));
      if (areKinksSeen(network, points)) return { dimensions, network, points };
    }
  });

/** An activation with its derivative. */
type Smooth = readonly [value: (z: number) => number, slope: (z: number) => number];

const reluSlopes: Smooth = [(z) => Math.max(0, z), (z) => (z > 0 ? 1 : 0)];
const tanhSlopes: Smooth = [Math.tanh, (z) => 1 - Math.tanh(z) ** 2];

/** d N(x) / d (w_j, b_j, c_j) for every neuron and point: one column of values per parameter. */
function columns({ network, points }: Case, [value, slope]: Smooth): number[][] {
  return network.flatMap(({ w, b, c }) => {
    const z = points.map((x) => dot(w, x) + b);
    return [
      ...w.map((_, i) => points.map((x, at) => c * slope(z[at]!) * x[i]!)),
      z.map((each) => c * slope(each)),
      z.map(value),
    ];
  });
}

/** Directions in which functions can be changed, of d + 2 parameters a neuron: d + 1 when scale is no direction. */
function property(value: Case, activation: Smooth = reluSlopes): CaseResult {
  const rank = rankOf(columns(value, activation), 1e-9);
  const expected = value.network.length * (value.dimensions + 1);
  return { holds: rank === expected, error: Math.abs(rank - expected) };
}

export default defineInvariant({
  id: 'relu-reduced-space/search-size',
  revision: 3,
  states:
    'The reduced space is smaller and loses nothing: of the d + 2 parameters of a neuron one, its scale, changes no ' +
    'function, and the d + 1 that are left are all needed.',
  source: { paper, at: 'abstract (the smaller search space); the count is ours', reading: 'abstract' },
  runs: { smoke: 100, standard: 1000 },
  cases,
  property: (value) => property(value),
  mutants: {
    'tanh instead of ReLU': { property: (value) => property(value, tanhSlopes), killedShare: 0.95 },
    'a neuron twice': {
      property: (value) => property({ ...value, network: [...value.network, value.network[0]!] }),
      killedShare: 1,
    },
  },
});
