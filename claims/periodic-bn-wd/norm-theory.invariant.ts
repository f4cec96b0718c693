import { type CaseResult, defineInvariant } from 'claimcheck';
import {
  effectiveLearningRate,
  effectiveRateRecursionResidual,
  normRecursionResidual,
  stepAngle,
} from 'claimcheck/measure';
import {
  type Case,
  cases,
  dot,
  normOf,
  type Path,
  type PathOptions,
  scaled,
  train,
} from './network-cases.ts';
import { paper } from './paper.ts';

const steps = 15;
const tolerance = 1e-9;

const relative = (a: number, b: number): number =>
  Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1e-300);

/** F(c theta) = F(theta), grad F(c theta) = grad F(theta) / c, <grad F, theta> = 0. */
function invarianceError({ start, scale, gradient }: Case, normalized: boolean): number {
  const here = gradient(start, 0, normalized);
  const there = gradient(scaled(start, scale), 0, normalized);
  const slope = normOf(here.gradient);
  const difference = normOf(here.gradient.map((value, at) => value - scale * there.gradient[at]!));
  return Math.max(
    relative(here.loss, there.loss),
    difference / slope,
    Math.abs(dot(here.gradient, start)) / (slope * normOf(start)),
  );
}

/** Recursions of norm and effective learning rate, and the angle of each step. */
function recursionError(path: Path, learningRate: number, weightDecay: number): number {
  const run = { learningRate, weightDecay, norm: path.norm, gradientNorm: path.gradientNorm };
  const angles = Array.from(stepAngle(run), (angle, t) => {
    const cosine = dot(path.weights[t]!, path.weights[t + 1]!) / (path.norm[t]! * path.norm[t + 1]!);
    return Math.abs(Math.cos(angle) - cosine);
  });
  return Math.max(...normRecursionResidual(run), ...effectiveRateRecursionResidual(run), ...angles);
}

/** Without weight decay the norm does not fall and the effective learning rate does not rise. */
function monotoneError(path: Path, learningRate: number): number {
  const rate = effectiveLearningRate(learningRate, path.norm);
  return Math.max(
    0,
    ...path.gradientNorm.flatMap((_, t) => [
      1 - path.norm[t + 1]! / path.norm[t]!,
      rate[t + 1]! / rate[t]! - 1,
    ]),
  );
}

/** The norm after a step is at least sqrt(2 a eta g~): how far it falls short. */
function floorError(path: Path, learningRate: number, weightDecay: number): number {
  const shortfalls = path.gradientNorm.map((slope, t) => {
    const least = 2 * (1 - learningRate * weightDecay) * learningRate * slope * path.norm[t]!;
    return 1 - path.norm[t + 1]! ** 2 / least;
  });
  return Math.max(0, ...shortfalls);
}

/** Losses at (eta, lambda, theta) against (4 eta, lambda / 4, 2 theta): powers of two, so that rounding is the same. */
function exchangeError(value: Case, path: Path, normalized: boolean): number {
  const { start, learningRate, weightDecay } = value;
  const options = { start: scaled(start, 2), learningRate: 4 * learningRate, weightDecay: weightDecay / 4 };
  const other = train(value, steps, { ...options, normalized });
  return Math.max(...path.loss.map((loss, t) => relative(loss, other.loss[t]!)));
}

function check(value: Case, options: PathOptions = {}): CaseResult {
  const { learningRate, weightDecay } = value;
  const { normalized = true } = options;
  const path = train(value, steps, options);
  const error = Math.max(
    invarianceError(value, normalized),
    recursionError(path, learningRate, weightDecay),
    monotoneError(train(value, steps, { ...options, weightDecay: 0 }), learningRate),
    floorError(path, learningRate, weightDecay),
    exchangeError(value, path, normalized),
  );
  return { holds: error <= tolerance, ...(Number.isFinite(error) && { error }) };
}

export default defineInvariant({
  id: 'periodic-bn-wd/norm-theory',
  revision: 2,
  states:
    'The gradient of a network with batch normalization is orthogonal to its scale-invariant weights; norm, effective ' +
    'learning rate and angle of each step obey exact recursions, and only weight decay makes the norm fall.',
  source: { paper, at: 'theory of the body, derived anew', reading: 'memory' },
  runs: { smoke: 60, standard: 1000 },
  cases,
  property: (value) => check(value),
  mutants: {
    'no batch normalization': {
      property: (value) => check(value, { normalized: false }),
      killedShare: 0.95,
    },
    'no batch normalization, invariance alone': {
      property: (value) => ({ holds: invarianceError(value, false) <= tolerance }),
      killedShare: 0.95,
    },
    'no batch normalization, exchange of learning rate and weight decay alone': {
      property: (value) => {
        const path = train(value, steps, { normalized: false });
        return { holds: exchangeError(value, path, false) <= tolerance };
      },
      killedShare: 0.9,
    },
    'momentum 0.9': {
      property: (value) => {
        const path = train(value, steps, { momentum: 0.9 });
        return { holds: recursionError(path, value.learningRate, value.weightDecay) <= tolerance };
      },
      killedShare: 0.95,
    },
  },
});
