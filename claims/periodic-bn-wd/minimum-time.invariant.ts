import { type CaseResult, defineInvariant } from 'claimcheck';
import { effectiveLearningRate, fewestGrowthSteps } from 'claimcheck/measure';
import { type Case, cases, type PathOptions, train } from './network-cases.ts';
import { paper } from './paper.ts';

const steps = 60;

/**
 * Over every stretch of the run in which the effective learning rate has grown: the steps that it took against the fewest
 * that weight decay allows. Between two destabilizations the rate must grow from where the first one left it to where the
 * next one begins, so this bounds the time between them.
 */
function check(value: Case, options: PathOptions = {}): CaseResult {
  const { learningRate, weightDecay } = value;
  const { norm } = train(value, steps, options);
  const rate = effectiveLearningRate(learningRate, norm);
  let worst = 0;
  for (let from = 0; from < rate.length; from++) {
    for (let to = from + 1; to < rate.length; to++) {
      const growth = rate[to]! / rate[from]!;
      if (!(growth > 1)) continue;
      const fewest = fewestGrowthSteps(growth, learningRate, weightDecay);
      worst = Math.max(worst, fewest / (to - from) - 1);
    }
  }
  return { holds: worst <= 1e-9, error: worst };
}

export default defineInvariant({
  id: 'periodic-bn-wd/minimum-time',
  revision: 3,
  states:
    'The effective learning rate grows by (1 - eta lambda)^-2 a step at most, so that from x to y it takes at least ' +
    'ln(y / x) / (-2 ln(1 - eta lambda)) steps: a least time between destabilizations.',
  source: { paper, at: 'theory of the body, derived anew', reading: 'memory' },
  runs: { smoke: 100, standard: 300 },
  cases,
  property: (value) => check(value),
  mutants: {
    'a tenth more weight decay than the bound is told': {
      property: (value) => check(value, { weightDecay: 1.1 * value.weightDecay }),
      killedShare: 0.7,
    },
    'momentum 0.9': {
      property: (value) => check(value, { momentum: 0.9 }),
      killedShare: 0.85,
    },
    'no batch normalization': {
      property: (value) => check(value, { normalized: false }),
      killedShare: 0.65,
    },
    'twice the weight decay that the bound is told': {
      property: (value) => check(value, { weightDecay: 2 * value.weightDecay }),
      killedShare: 0.85,
    },
  },
});
