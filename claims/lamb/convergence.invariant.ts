import { type CaseResult, createRng, defineInvariant, type Rng } from 'claimcheck';
import { float64Layerwise, float64Norm, type Float64Rule, float64Start } from 'claimcheck/nn';
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

type Kind = 'lars' | 'lamb';

/** What is done differently from the theorem. */
interface Change {
  /** Of the learning rate. */
  readonly times?: number;
  /** Smoothness of each block with the others held still. */
  readonly alone?: boolean;
}

/** Runs of the noisy case that are averaged. */
const draws = 20;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Mean over the steps of the size of the gradient that theorems 2 (LARS) and 3 (LAMB without second moment) bound. */
function meanSize(
  kind: Kind,
  value: ConvergenceCase,
  learningRate: number,
  noise: (rng: Rng) => number,
  rng: Rng,
) {
  const { objective, steps, lower, upper } = value;
  const fixed = { beta1: 0, beta2: 0, epsilon: 0, weightDecay: 0 };
  const rule: Float64Rule = { kind, learningRate, phi: { lower, upper }, ...fixed };
  let state = float64Start(blocksOf(objective, value.start));
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const x = Float64Array.from(state.blocks.flatMap((block) => [...block]));
    const gradients = blocksOf(objective, gradientOf(objective, x));
    sum += total(gradients.map((block) => sizeOf(kind, block)));
    state = float64Layerwise(
      rule,
      state,
      gradients.map((block) => block.map((slope) => slope + noise(rng))),
    );
  }
  return sum / steps;
}

function sizeOf(kind: Kind, block: Float64Array): number {
  return kind === 'lars' ? float64Norm(block) : total([...block].map(Math.abs)) / Math.sqrt(block.length);
}

/** Measured size over its bound, without noise, and for LARS with noise, of which the bound has a term as well. */
function ratioToBound(
  kind: Kind,
  value: ConvergenceCase,
  { times = 1, alone = false }: Change,
  noisy = false,
) {
  const { objective, start, steps, lower, upper, noise, batch, noiseSeed } = value;
  const drop = valueOf(objective, start) - lowerBound(objective);
  const curvature = total(smoothness(objective, alone));
  const learningRate = (times * Math.sqrt((2 * drop) / (curvature * steps))) / upper;
  const bound = (upper / lower) * Math.sqrt((2 * drop * curvature) / steps);
  if (!noisy) return meanSize(kind, value, learningRate, () => 0, createRng(noiseSeed, 'none')) / bound;
  const deviation = noise / Math.sqrt(batch);
  const runs = Array.from({ length: draws }, (_, draw) => {
    const rng = createRng(noiseSeed, `noise/${draw}`);
    return meanSize(kind, value, learningRate, (from) => deviation * from.normal(), rng);
  });
  const sigma = total(objective.sizes.map((size) => noise * Math.sqrt(size)));
  return total(runs) / draws / (bound + (2 * (upper / lower) * sigma) / Math.sqrt(batch));
}

function check(value: ConvergenceCase, change: Change = {}): CaseResult {
  const noisy = value.steps <= 50 ? ratioToBound('lars', value, change, true) : 0;
  const error = Math.max(ratioToBound('lars', value, change), ratioToBound('lamb', value, change), noisy);
  return { holds: error <= 1 + 1e-9, ...(Number.isFinite(error) && { error }) };
}

const only = (change: Change) => ({
  property: (value: ConvergenceCase) => {
    const error = Math.max(ratioToBound('lars', value, change), ratioToBound('lamb', value, change));
    return { holds: error <= 1 + 1e-9 };
  },
  cases: convergenceCases([true]),
});

export default defineInvariant({
  id: 'lamb/convergence',
  revision: 3,
  states:
    'On smooth objectives, convex or not, LARS and LAMB reach stationary points: the mean size of the gradient over T ' +
    'steps falls as 1 / sqrt(T), with a constant set by the sum of the smoothness of the layers.',
  source: { paper, at: 'convergence of LARS and of LAMB, Theorems 2 and 3', reading: 'second-hand' },
  runs: { smoke: 150, standard: 1500 },
  cases: convergenceCases(),
  property: (value) => check(value),
  mutants: {
    'up instead of down': { ...only({ times: -1 }), killedShare: 0.5 },
    'a learning rate 30 times larger': { ...only({ times: 30 }), killedShare: 0.35 },
    'smoothness of each layer with the others held still': { ...only({ alone: true }), killedShare: 0.06 },
  },
});
