import { type CaseResult, defineInvariant } from 'claimcheck';
import { type Case, cases, isReduced } from './cases.ts';
import { paper } from './paper.ts';
import {
  type Activation,
  binary,
  dot,
  evaluate,
  norm,
  reduceBinary,
  type ShallowNetwork,
} from './reduced-network.ts';

/** A step jumps at its threshold: points nearer to one than rounding can tell are left out. */
function clearOfThresholds(network: ShallowNetwork, x: readonly number[]): boolean {
  return network.every(({ w, b }) => {
    const z = dot(w, x) + b;
    return Math.abs(z) > 1e-10 * (norm(w) * norm(x) + Math.abs(b)) || norm(w) === 0;
  });
}

/** Largest difference over the points, relative to the sum of |c|. */
function difference({ network, dimensions, radius, points }: Case, activation: Activation): number {
  const reduced = reduceBinary(network, dimensions, radius);
  const total = network.reduce((sum, { c }) => sum + Math.abs(c), 0);
  const errors = points
    .filter((x) => clearOfThresholds(network, x))
    .map((x) => Math.abs(evaluate(network, activation, x) - evaluate(reduced, activation, x)));
  return Math.max(0, ...errors) / total;
}

function property(value: Case): CaseResult {
  const { network, dimensions, radius } = value;
  const reduced = reduceBinary(network, dimensions, radius);
  const error = difference(value, binary);
  const holds = error <= 1e-12 && isReduced(reduced, radius) && reduced.length <= Math.max(network.length, 1);
  return { holds, error };
}

const withActivation = (activation: Activation) => ({
  property: (value: Case): CaseResult => {
    const error = difference(value, activation);
    return { holds: error <= 1e-6, error };
  },
  killedShare: 0.95,
});

export default defineInvariant({
  id: 'relu-reduced-space/binary-equivalence',
  revision: 2,
  states:
    'Every shallow network of binary (step) neurons equals, on a bounded domain, one whose weight vectors have unit ' +
    'length and whose thresholds lie in a bounded interval.',
  source: { paper, at: 'abstract, second and third statements', reading: 'abstract' },
  runs: { smoke: 300, standard: 3000 },
  cases,
  property,
  mutants: {
    'tanh instead of a step': withActivation(Math.tanh),
    'ReLU instead of a step': withActivation((z) => Math.max(0, z)),
  },
});
