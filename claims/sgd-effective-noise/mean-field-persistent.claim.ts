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
import { loads, persistentSgd, sgd } from './setting.ts';

const persistent = (persistence: number) => ({ ...persistentSgd(persistence), learningRate: 0.1 });

const comparison: Comparison = {
  ...{ algorithm: persistent(1), load: loads.over, steps: 101, waiting: 50, points: 8 },
};

export default defineClaim({
  id: 'sgd-effective-noise/mean-field-persistent',
  revision: 1,
  states: 'Persistent SGD, whose noise has a memory, is described by dynamical mean-field theory as well.',
  source: {
    paper,
    at: 'abstract (persistent SGD, dynamical mean-field theory)',
    reading: 'abstract',
  },
  tiers: {
    smoke: { dimensions: 200, dataSets: 16, paths: 12_000 } satisfies MeanFieldSize,
    standard: { dimensions: 400, dataSets: 32, paths: 24_000 } satisfies MeanFieldSize,
  },
  arms: {
    predicted: predicted(comparison),
    simulated: simulated(comparison),
    plain: simulated({ ...comparison, algorithm: sgd(0.3, 0.1) }),
    lessPersistent: simulated({ ...comparison, algorithm: persistent(0.5) }),
  },
  measure: pointsOf,
  effect: staysNear('largest deviation of the distance of two replicas from the theory', 'distance'),
  also: nearInResponseAndNorm,
  controls: {
    'plain SGD': { replace: 'simulated', with: 'plain' },
    'half the persistence time that the theory is told': { replace: 'simulated', with: 'lessPersistent' },
  },
  curves: {
    distance: { label: 'squared distance per weight of two replicas' },
    ...commonCurves,
  },
});
