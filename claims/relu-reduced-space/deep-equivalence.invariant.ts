import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant, logEven } from 'claimcheck';
import { pointInBall } from './cases.ts';
import { type DeepNetwork, evaluateDeep, reduceDeep } from './deep-network.ts';
import { paper } from './paper.ts';
import { type Activation, norm, relu } from './reduced-network.ts';

interface Case {
  readonly network: DeepNetwork;
  /** The domain: points drawn uniformly from a ball. */
  readonly points: readonly (readonly number[])[];
}

/** 2 to 4 hidden layers of 1 to 12 neurons; each layer's weights have a scale, its thresholds a spread of their own. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 6 }),
    layers: fc.array(
      fc.record({
        width: fc.integer({ min: 1, max: 12 }),
        scale: logEven(1e-3, 1e3),
        spread: logEven(0.1, 4),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    radius: logEven(0.1, 30),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ dimensions, layers, radius, seed }) => {
    const rng = createRng(String(seed), 'relu-reduced-space/deep');
    let [inputs, size] = [dimensions, radius];
    const hidden = layers.map(({ width, scale, spread }) => {
      const draw = (length: number, by: number): number[] => Array.from({ length }, () => by * rng.normal());
      const weights = Array.from({ length: width }, () => draw(inputs, scale));
      const thresholds = draw(width, scale * size * spread);
      [inputs, size] = [width, size * scale * Math.sqrt(inputs)];
      return { weights, thresholds };
    });
    const output = Array.from({ length: inputs }, () => rng.normal());
    const points = Array.from({ length: 100 }, () => pointInBall(rng, dimensions, radius));
    return { network: { layers: hidden, output }, points };
  });

/** The largest output when nothing cancels: what rounding is relative to. */
function sizeOf({ network, points }: Case, activation: Activation): number {
  const positive: DeepNetwork = {
    layers: network.layers.map(({ weights, thresholds }) => ({
      weights: weights.map((row) => row.map(Math.abs)),
      thresholds: thresholds.map(Math.abs),
    })),
    output: network.output.map(Math.abs),
  };
  return Math.max(...points.map((x) => evaluateDeep(positive, activation, x.map(Math.abs))));
}

/** Largest relative difference of the network and its reduced form on the points, moved by `reach`. */
function difference(value: Case, activation: Activation, { share = 1, reach = 1 } = {}): number {
  const reduced = reduceDeep(value.network, value.points, share);
  const points = value.points.map((x) => x.map((coordinate) => reach * coordinate));
  const errors = points.map((x) =>
    Math.abs(evaluateDeep(value.network, activation, x) - evaluateDeep(reduced, activation, x)),
  );
  return Math.max(...errors) / Math.max(sizeOf({ ...value, points }, activation), Number.MIN_VALUE);
}

function property(value: Case): CaseResult {
  const { layers, bounds } = reduceDeep(value.network, value.points);
  const error = difference(value, relu);
  const inSpace = layers.every(({ weights, thresholds }, layer) => {
    const onSphere = weights.every((w) => Math.abs(norm(w) - 1) < 1e-12);
    return onSphere && thresholds.every((b) => Math.abs(b) <= bounds[layer]!);
  });
  const neurons = (network: DeepNetwork): number =>
    network.layers.reduce((sum, { thresholds }) => sum + thresholds.length, 0);
  const fewEnough = neurons({ layers, output: [] }) <= neurons(value.network) + 2;
  return { holds: error <= 1e-11 && inSpace && fewEnough, error };
}

const broken = (tolerance: number, ...how: [Activation, { share?: number; reach?: number }?]) => ({
  property: (value: Case): CaseResult => {
    const error = difference(value, ...how);
    return { holds: error <= tolerance, error };
  },
});

export default defineInvariant({
  id: 'relu-reduced-space/deep-equivalence',
  revision: 3,
  states:
    'Every deep ReLU network equals, on a bounded domain, one in which each hidden neuron has a weight vector of unit ' +
    'length and a threshold in a bounded interval.',
  source: {
    paper,
    at: 'abstract ("each neuron"); introduction, eq. (1): the input comes from all incoming neurons',
    reading: 'abstract',
  },
  runs: { smoke: 300, standard: 3000 },
  cases,
  property,
  mutants: {
    'tanh instead of ReLU': { ...broken(1e-6, Math.tanh), killedShare: 0.95 },
    'half the bounds': { ...broken(1e-9, relu, { share: 0.5 }), killedShare: 0.65 },
    'points up to three radii away': { ...broken(1e-9, relu, { reach: 3 }), killedShare: 0.55 },
  },
});
