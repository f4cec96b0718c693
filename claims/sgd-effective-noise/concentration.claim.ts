import { arm, createRng, defineClaim, type Seed, type TierSize, type Trajectory } from 'claimcheck';
import { powerLaw, mean } from 'claimcheck/measure';
import { perSeed } from 'claimcheck/train';
import { paper } from './paper.ts';
import { perWeight, standIn } from './protocol.ts';
import { dataSeeds } from './data-seeds.ts';
import { perceptron, usual } from './perceptron.ts';
import { replicaRun } from './replicas.ts';
import { loads, sgd } from './setting.ts';

interface ConcentrationSize extends TierSize {
  /** N, ascending. */
  readonly dimensions: readonly number[];
  /** Data sets whose spread is taken at each N. */
  readonly dataSets: number;
}

const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
};

const learningRate = 0.1;
const replicas = { replicas: 2, time: 10 };

/** One for all data sets, or the least and the most of those that each draws for itself. */
type BatchFraction = number | { readonly least: number; readonly most: number };

/** Spread over data sets of the distance of two replicas, over its mean, by N. */
const spreads = (batch: BatchFraction) => {
  const algorithmOf = (seed: Seed) =>
    sgd(
      typeof batch === 'number' ? batch : createRng(seed, 'batch').uniform(batch.least, batch.most),
      learningRate,
    );
  const runs = perSeed<ConcentrationSize>((seed, { dimensions, dataSets }) => {
    let steps = 0;
    const rows = dimensions.map((n) => {
      const distances = dataSeeds(`${seed}/${n}`, dataSets).map((each) => {
        const problem = perceptron(each, { dimensions: n, load: loads.over });
        const run = replicaRun(each, problem, { algorithm: algorithmOf(each), ...replicas });
        steps += run.steps;
        return run.distance.at(-1)!;
      });
      return deviation(distances) / mean(distances);
    });
    return { steps, series: { spread: rows }, values: {}, at: { spread: dimensions } };
  });
  return arm({ ...usual, load: loads.over, ...replicas, learningRate, batch }, runs);
};

function measure({ series, at }: Trajectory) {
  return { exponent: powerLaw(series['spread']!, { n: at!['spread']! }).exponents.n };
}

export default defineClaim({
  id: 'sgd-effective-noise/concentration',
  revision: 1,
  states:
    'The distance of replicas concentrates as the system grows, so that deterministic mean-field equations can describe it.',
  source: {
    paper,
    at: 'abstract (dynamical mean-field theory); the check at finite size is ours',
    reading: 'abstract',
  },
  protocol: standIn(512, perWeight),
  tiers: {
    smoke: { dimensions: [32, 64, 128, 256], dataSets: 24 } satisfies ConcentrationSize,
    standard: { dimensions: [32, 64, 128, 256, 512], dataSets: 24 } satisfies ConcentrationSize,
  },
  arms: {
    fixed: spreads(0.3),
    // Each data set has a batch fraction of its own: a spread that no size takes away.
    random: spreads({ least: 0.1, most: 0.9 }),
  },
  measure,
  effect: {
    name: 'exponent in N of the relative spread of the distance of two replicas',
    unit: 'exponent',
    of: ({ fixed }) => fixed.exponent,
    rule: 'staysBelow',
    margin: -0.25,
    because: 'half of the exponent -1/2 of a mean of independent terms; a spread that stays gives 0',
  },
  controls: { 'a batch fraction of its own for every data set': { replace: 'fixed', with: 'random' } },
  curves: {
    spread: { label: 'relative spread of the distance by N', scale: 'log' },
  },
});
