import { type CaseResult, defineInvariant } from 'claimcheck';
import { type Case, cases, isReduced } from './cases.ts';
import { paper } from './paper.ts';
import { type Activation, dot, evaluate, reduceRelu, relu } from './reduced-network.ts';

/**
 * What rounding is in proportion to: for each neuron that has an output on the points |c| times the largest sum of the sizes of
 * what its argument adds up. Where w.x and b all but cancel, as at a kink, the output is far less than that.
 */
function scaleOf({ network, points }: Case, activation: Activation): number {
  return network.reduce((sum, { w, b, c }) => {
    const used = points.filter((x) => activation(dot(w, x) + b) !== 0);
    const sizes = used.map((x) => dot(w.map(Math.abs), x.map(Math.abs)) + Math.abs(b));
    return sum + Math.abs(c) * Math.max(0, ...sizes);
  }, 0);
}

/** Largest relative difference of the network and its reduced form over the points, each moved by `reach`. */
function difference(value: Case, activation: Activation, reach = 1): number {
  const reduced = reduceRelu(value.network, value.dimensions, value.radius);
  const points = value.points.map((x) => x.map((coordinate) => reach * coordinate));
  const errors = points.map((x) =>
    Math.abs(evaluate(value.network, activation, x) - evaluate(reduced, activation, x)),
  );
  return Math.max(...errors) / Math.max(scaleOf({ ...value, points }, activation), Number.MIN_VALUE);
}

function property(value: Case): CaseResult {
  const { network, dimensions, radius } = value;
  const reduced = reduceRelu(network, dimensions, radius);
  const again = reduceRelu(reduced, dimensions, radius);
  const error = difference(value, relu);
  const holds =
    error <= 1e-12 &&
    isReduced(reduced, radius) &&
    reduced.length <= network.length + 1 &&
    again.length === reduced.length;
  return { holds, error };
}

const withActivation = (activation: Activation, tolerance: number, reach = 1) => ({
  property: (value: Case): CaseResult => {
    const error = difference(value, activation, reach);
    return { holds: error <= tolerance, error };
  },
});

export default defineInvariant({
  id: 'relu-reduced-space/relu-equivalence',
  revision: 3,
  states:
    'Every shallow ReLU network equals, on a bounded domain, one whose weight vectors have unit length and whose ' +
    'thresholds lie in a bounded interval.',
  source: { paper, at: 'abstract, second and third statements', reading: 'abstract' },
  runs: { smoke: 300, standard: 3000 },
  cases,
  property,
  mutants: {
    'tanh instead of ReLU': { ...withActivation(Math.tanh, 1e-6), killedShare: 0.95 },
    'sigmoid instead of ReLU': { ...withActivation((z) => 1 / (1 + Math.exp(-z)), 1e-6), killedShare: 0.95 },
    'points up to three radii away': { ...withActivation(relu, 1e-12, 3), killedShare: 0.4 },
  },
});
