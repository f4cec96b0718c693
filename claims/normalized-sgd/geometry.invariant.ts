import { type CaseResult, defineInvariant } from 'claimcheck';
import { normRecursionResidual, stepAngle } from 'claimcheck/measure';
import { type Case, cases, dot, type Gradient, norm, scaled } from './geometry-cases.ts';
import { paper } from './paper.ts';

const steps = 20;
const tolerance = 1e-9;

interface Path {
  readonly weights: readonly Float64Array[];
  readonly norm: readonly number[];
  readonly gradientNorm: readonly number[];
}

function descend(gradient: Gradient, start: Float64Array, learningRate: number, weightDecay: number): Path {
  const weights = [start];
  const gradientNorm: number[] = [];
  for (let step = 0; step < steps; step++) {
    const w = weights[step]!;
    const slope = gradient(w, step);
    gradientNorm.push(norm(slope));
    weights.push(w.map((value, at) => (1 - learningRate * weightDecay) * value - learningRate * slope[at]!));
  }
  return { weights, norm: weights.map(norm), gradientNorm };
}

function distance(a: Float64Array, b: Float64Array): number {
  return norm(a.map((value, at) => value - b[at]!)) / (norm(a) + norm(b));
}

/** <w, g> = 0 and g(c w) = g(w) / c. */
function gradientError(gradient: Gradient, w: Float64Array, scale: number): number {
  const slope = gradient(w, 0);
  const orthogonality = Math.abs(dot(w, slope)) / (norm(w) * norm(slope));
  return Math.max(orthogonality, distance(scaled(gradient(scaled(w, scale), 0), scale), slope));
}

/** The norm recursion, and the angle of each step from learning rate, norm and gradient alone. */
function recursionError(path: Path, learningRate: number, weightDecay: number): number {
  const angles = stepAngle({ learningRate, weightDecay, ...path });
  const angleErrors = Array.from(angles, (angle, t) => {
    const unit = scaled(path.weights[t]!, 1 / path.norm[t]!);
    const next = path.weights[t + 1]!;
    const along = dot(next, unit);
    const across = norm(next.map((value, at) => value - along * unit[at]!));
    return Math.abs(Math.atan2(across, along) - angle);
  });
  return Math.max(...normRecursionResidual({ learningRate, weightDecay, ...path }), ...angleErrors);
}

/** How far the norm falls in a step without weight decay, relative; 0 when it never does. */
function fall(path: Path): number {
  return Math.max(0, ...path.gradientNorm.map((_, t) => 1 - path.norm[t + 1]! / path.norm[t]!));
}

/** Directions at (eta, lambda, w) against (4 eta, lambda / 4, 2 w): powers of two, so that rounding is the same. */
function exchangeError(gradient: Gradient, { start, learningRate, weightDecay }: Case, path: Path): number {
  const other = descend(gradient, scaled(start, 2), 4 * learningRate, weightDecay / 4);
  return Math.max(...path.weights.map((w, t) => distance(scaled(w, 2), other.weights[t]!)));
}

function check(value: Case, gradient: Gradient): CaseResult {
  const { start, learningRate, weightDecay, scale } = value;
  const path = descend(gradient, start, learningRate, weightDecay);
  const error = Math.max(
    gradientError(gradient, start, scale),
    recursionError(path, learningRate, weightDecay),
    fall(descend(gradient, start, learningRate, 0)),
    exchangeError(gradient, value, path),
  );
  return { holds: error <= tolerance, ...(Number.isFinite(error) && { error }) };
}

export default defineInvariant({
  id: 'normalized-sgd/geometry',
  revision: 2,
  states:
    'The gradient of a normalised weight is orthogonal to it and scales with 1 / norm: the norm obeys an exact recursion, ' +
    'never falls without weight decay, and the directions depend on learning rate and weight decay through their product.',
  source: { paper, at: 'introduction, first half', reading: 'abstract' },
  runs: { smoke: 100, standard: 1000 },
  cases,
  property: (value) => check(value, value.gradient),
  mutants: {
    'no normalization': {
      property: (value) => check(value, value.unnormalized),
      killedShare: 0.95,
    },
    'no normalization, orthogonality and scaling alone': {
      property: ({ unnormalized, start, scale }) => ({
        holds: gradientError(unnormalized, start, scale) <= tolerance,
      }),
      killedShare: 0.95,
    },
    'no normalization, norm recursion alone': {
      property: ({ unnormalized, start, learningRate, weightDecay }) => {
        const path = descend(unnormalized, start, learningRate, weightDecay);
        return { holds: recursionError(path, learningRate, weightDecay) <= tolerance };
      },
      killedShare: 0.95,
    },
    'no normalization, exchange of learning rate and weight decay alone': {
      property: (value) => {
        const { unnormalized, start, learningRate, weightDecay } = value;
        const path = descend(unnormalized, start, learningRate, weightDecay);
        return { holds: exchangeError(unnormalized, value, path) <= tolerance };
      },
      killedShare: 0.95,
    },
  },
});
