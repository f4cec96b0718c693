import { defineClaim } from 'claimcheck';
import {
  commonCurves,
  type Comparison,
  type MeanFieldSize,
  nearInResponseAndNorm,
  pointsOf,
  predicted,
  simulated,
  staysNear,
} from './mean-field.ts';
import { paper } from './paper.ts';
import { loads, sgd } from './setting.ts';

const comparison: Comparison = {
  ...{ algorithm: sgd(0.3, 0.1), load: loads.over, steps: 101, waiting: 50, points: 8 },
};

export default defineClaim({
  id: 'sgd-effective-noise/mean-field-distance',
  revision: 1,
  states:
    'The distance of two replicas of SGD, where the training error vanishes, is that of dynamical mean-field theory.',
  source: {
    paper,
    at: 'abstract (dynamical mean-field theory); its use for the distance is not in it',
    reading: 'abstract',
  },
  tiers: {
    smoke: { dimensions: 200, dataSets: 16, paths: 12_000 } satisfies MeanFieldSize,
    standard: { dimensions: 400, dataSets: 32, paths: 24_000 } satisfies MeanFieldSize,
  },
  arms: {
    predicted: predicted(comparison),
    simulated: simulated(comparison),
    otherBatch: simulated({ ...comparison, algorithm: sgd(0.2, 0.1) }),
    otherLoad: simulated({ ...comparison, load: 2 }),
  },
  measure: pointsOf,
  effect: staysNear('largest deviation of the distance of two replicas from the theory', 'distance'),
  also: nearInResponseAndNorm,
  controls: {
    'a smaller batch fraction than the theory is told': { replace: 'simulated', with: 'otherBatch' },
    'a larger load than the theory is told': { replace: 'simulated', with: 'otherLoad' },
  },
  curves: {
    distance: { label: 'squared distance per weight of two replicas' },
    ...commonCurves,
  },
});
