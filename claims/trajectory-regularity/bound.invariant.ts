import { type CaseResult, defineInvariant } from 'claimcheck';
import { gammaFromDistances, gammaFromUpdates, mean, regularityBound } from 'claimcheck/measure';
import { type Case, cases } from './bound-cases.ts';
import { paper } from './paper.ts';

const tolerance = 1e-9;

/** Squared distances below this have fewer bits than others: their products are subnormal. */
const subnormal = 2 ** -960;

/** The two formulas of gamma against each other, and against what it is known to be, where rounding lets them be seen. */
function gammaError({ exact, least, ...run }: Case, gamma = gammaFromUpdates(run)): number {
  const fromDistances = gammaFromDistances(run);
  const errors = Array.from(gamma, (value, t) => {
    const around = run.squaredDistance[t]! + run.squaredDistance[t + 1]!;
    const resolved = around < subnormal ? 0 : (2 * run.learningRate * run.loss[t]!) / around;
    const apart = Math.abs(value - fromDistances[t]!);
    const off = exact ? Math.abs(value - exact[t]!) : 0;
    const missing = least === undefined ? 0 : Math.max(0, least - value);
    return Math.max(apart, off, missing) * Math.min(1, resolved);
  });
  return Math.max(...errors.filter((error) => !Number.isNaN(error)), 0);
}

type Bound = typeof regularityBound;

/** Mean loss over the bound of a gamma that every step obeys; 0 when there is none. */
function boundRatio({ squaredDistance, learningRate, loss }: Case, gamma: number): number {
  if (!(gamma > 0)) return 0;
  return mean([...loss]) / regularityBound(squaredDistance[0]!, learningRate, gamma, loss.length);
}

/**
 * The bound is no looser than it has to be: of the loss-weighted mean of gamma, and of the way that was gone, it is the mean
 * loss of a run whose every step obeys some gamma. Relative to the bound of the largest distance.
 */
function slack(value: Case, bound: Bound = regularityBound): number {
  const { squaredDistance, learningRate, loss } = value;
  const weighted = gammaFromUpdates(value).reduce((sum, gamma, t) => sum + gamma * loss[t]!, 0);
  const gamma = weighted / loss.reduce((sum, one) => sum + one, 0);
  if (!(leastGamma(value) > 0) || !(gamma < Infinity)) return 0;
  const [first, last] = [squaredDistance[0]!, squaredDistance.at(-1)!];
  const tight = bound(first - last, learningRate, gamma, loss.length);
  const largest = regularityBound(Math.max(...squaredDistance), learningRate, gamma, loss.length);
  return largest > 0 ? Math.abs(tight - mean([...loss])) / largest : 0;
}

/** The theorem with another bound in place of the paper's. */
const withBound =
  (bound: Bound) =>
  (value: Case): CaseResult =>
    within(slack(value, bound), 0);

const scaledBound =
  (factor: number): Bound =>
  (...run) =>
    factor * regularityBound(...run);

/** For any sequence the loss-weighted mean of gamma turns the bound, less the way still to go, into an equality. */
function equalityError({ squaredDistance, learningRate, loss }: Case, factor = 1): number {
  const gamma = gammaFromDistances({ squaredDistance, learningRate, loss });
  const weighted = loss.reduce((sum, value, t) => sum + (value === 0 ? 0 : factor * gamma[t]! * value), 0);
  const way = (squaredDistance[0]! - squaredDistance.at(-1)!) / (2 * learningRate);
  // A run may come back to where it began; what is rounded on the way are its largest distances. It may stay where it is.
  const scale = Math.max(...squaredDistance) / (2 * learningRate);
  return scale === 0 ? Math.abs(weighted) : Math.abs(weighted - way) / scale;
}

const leastGamma = (value: Case): number => Math.min(...gammaFromUpdates(value));

const within = (error: number, ratio: number): CaseResult => ({
  holds: error <= tolerance && ratio <= 1 + tolerance,
  ...(Number.isFinite(error) && { error }),
});

export default defineInvariant({
  id: 'trajectory-regularity/bound',
  revision: 5,
  states:
    'A run that obeys the regularity principle with gamma has a mean loss of at most d^2 / (2 eta gamma T), convex or ' +
    'not: the loss falls as 1 / (gamma T).',
  source: {
    paper,
    at: 'convergence theorem: its rate by a summary of the paper, its form a reconstruction',
    reading: 'second-hand',
    reported: 'a rate of O(1 / (gamma T))',
  },
  runs: { smoke: 500, standard: 5000 },
  cases: cases(),
  property: (value) =>
    within(
      Math.max(gammaError(value), equalityError(value), slack(value)),
      boundRatio(value, leastGamma(value)),
    ),
  mutants: {
    'gamma of the loss-weighted mean, half as large again': {
      property: (value) => within(equalityError(value, 1.5), 0),
      killedShare: 0.95,
    },
    'the term in the squared update left out': {
      property: (value) =>
        within(gammaError(value, gammaFromUpdates({ ...value, squaredUpdate: value.loss.map(() => 0) })), 0),
      killedShare: 0.95,
    },
    'a gamma of 3, which no step on least squares obeys': {
      property: (value) => within(0, boundRatio(value, 3)),
      cases: cases(['leastSquares'], [0.95]),
      killedShare: 0.85,
    },
    'a bound of half the size': {
      property: withBound(scaledBound(0.5)),
      cases: cases(['obeyingRun', 'leastSquares', 'logCosh']),
      killedShare: 0.95,
    },
    'a bound of four times the size': {
      property: withBound(scaledBound(4)),
      cases: cases(['obeyingRun', 'leastSquares', 'logCosh']),
      killedShare: 0.95,
    },
    'a bound that falls with the square of gamma': {
      property: withBound((way, rate, gamma, steps) => regularityBound(way, rate, gamma ** 2, steps)),
      cases: cases(['obeyingRun', 'leastSquares', 'logCosh']),
      killedShare: 0.95,
    },
    'a learning rate above the stable one': {
      property: (value) => ({ holds: leastGamma(value) > 0 }),
      cases: cases(['leastSquares'], [1.5]),
      killedShare: 0.85,
    },
  },
});
