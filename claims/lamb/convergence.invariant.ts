import { type CaseResult, createRng, defineInvariant, type Rng } from 'claimcheck';
import {
  blocksOf,
  type ConvergenceCase,
  convergenceCases,
  gradientOf,
  lowerBound,
  smoothness,
  valueOf,
} from './convergence-cases.ts';
import { paper } from './paper.ts';
import { type Blocks, pathsOf, rounding, type Rule } from './update-paths.ts';

type Kind = 'lars' | 'lamb';

/** What is done differently from the theorem. */
interface Change {
  /** Of the learning rate. */
  readonly times?: number;
  /** Smoothness of each block with the others held still. */
  readonly alone?: boolean;
  /** Share of the bound's term of noise. */
  readonly noiseTerm?: number;
}

/** Noisy runs of a case that are averaged. */
const draws = 20;
/** Most steps of a case with noise. */
const noisySteps = 40;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const norm = (block: Float64Array): number => Math.hypot(...block);

/** Size of a block's gradient that theorems 2 (LARS) and 3 (LAMB without second moment) bound. */
function sizeOf(kind: Kind, block: Float64Array): number {
  return kind === 'lars' ? norm(block) : total([...block].map(Math.abs)) / Math.sqrt(block.length);
}

/**
 * The gradient of a batch whose samples are off by `deviations` along it, to either side with the same chance: noise of
 * a given variance that hides most of it.
 */
function noisy(gradient: Blocks, deviations: readonly number[], batch: number, rng: Rng): Blocks {
  return gradient.map((block, at) => {
    const sum = total(Array.from({ length: batch }, () => (rng.uniform() < 0.5 ? -1 : 1)));
    const size = norm(block);
    return size === 0 ? block : block.map((slope) => slope * (1 + (sum * deviations[at]!) / batch / size));
  });
}

/** Mean over the steps of the size of the gradient over its bound, without noise, and the most of it that is rounding. */
function ratiosToBound(
  kind: Kind,
  value: ConvergenceCase,
  change: Change,
): { ratio: number; noisy: number; slack: number } {
  const { objective, steps, lower, upper, batch, noiseSeed } = value;
  const { times = 1, alone = false, noiseTerm = 1 } = change;
  const start = blocksOf(objective, value.start);
  const gradientAt = (weights: Blocks): Blocks =>
    blocksOf(objective, gradientOf(objective, Float64Array.from(weights.flatMap((block) => [...block]))));
  const drop = valueOf(objective, value.start) - lowerBound(objective);
  const curvature = total(smoothness(objective, alone));
  const learningRate = (times * Math.sqrt((2 * drop) / (curvature * steps))) / upper;
  const bound = (upper / lower) * Math.sqrt((2 * drop * curvature) / steps);
  const deviations = gradientAt(start).map((block) => value.noise * norm(block));
  const noisyToo = kind === 'lars' && steps <= noisySteps;
  const rngs = Array.from({ length: noisyToo ? draws : 0 }, (_, draw) =>
    createRng(noiseSeed, `noise/${draw}`),
  );
  const rule: Rule = {
    kind,
    learningRate,
    phi: { lower, upper },
    beta1: 0,
    beta2: 0,
    epsilon: 0,
    weightDecay: 0,
  };
  const sums = Array<number>(1 + rngs.length).fill(0);
  let largest = 0;
  pathsOf(rule, start, { replicas: sums.length, steps }, (_, weights) =>
    weights.map((own, replica) => {
      const gradient = gradientAt(own);
      sums[replica]! += total(gradient.map((block) => sizeOf(kind, block))) / steps;
      largest = Math.max(largest, ...own.map(norm));
      const rng = rngs[replica - 1];
      return rng ? noisy(gradient, deviations, batch, rng) : gradient;
    }),
  );
  const [exact, ...ofNoise] = sums;
  const term = (2 * noiseTerm * (upper / lower) * total(deviations)) / Math.sqrt(batch);
  return {
    ratio: exact! / bound,
    noisy: noisyToo ? total(ofNoise) / draws / (bound + term) : 0,
    slack: rounding * (largest / (Math.abs(learningRate) * lower) + value.start.length + 8),
  };
}

function check(value: ConvergenceCase, change: Change = {}): CaseResult {
  const found = (['lars', 'lamb'] as const).map((kind) => ratiosToBound(kind, value, change));
  const error = Math.max(...found.map(({ ratio, noisy: ofNoise }) => Math.max(ratio, ofNoise)));
  const holds = found.every(({ ratio, noisy: ofNoise, slack }) => Math.max(ratio, ofNoise) <= 1 + 2 * slack);
  return { holds, ...(Number.isFinite(error) && { error }) };
}

const only = (change: Change) => ({
  property: (value: ConvergenceCase) => check(value, change),
  cases: convergenceCases({ kinds: [true] }),
});

export default defineInvariant({
  id: 'lamb/convergence',
  revision: 4,
  states:
    'On smooth objectives, convex or not, LARS and LAMB reach stationary points: the mean size of the gradient over T ' +
    'steps falls as 1 / sqrt(T), with a constant set by the sum of the smoothness of the layers.',
  source: { paper, at: 'convergence of LARS and of LAMB, Theorems 2 and 3', reading: 'second-hand' },
  runs: { smoke: 60, standard: 600 },
  cases: convergenceCases(),
  property: (value) => check(value),
  mutants: {
    'up instead of down': { ...only({ times: -1 }), killedShare: 0.4 },
    'a learning rate 30 times larger': { ...only({ times: 30 }), killedShare: 0.3 },
    'smoothness of each layer with the others held still': { ...only({ alone: true }), killedShare: 0.05 },
    'a quarter of the noise term': {
      property: (value: ConvergenceCase) => check(value, { noiseTerm: 1 / 4 }),
      cases: convergenceCases({ single: true }),
      killedShare: 0.05,
    },
  },
});
