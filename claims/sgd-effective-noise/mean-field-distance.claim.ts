import { defineClaim } from 'claimcheck';
import { type Comparison, type MeanFieldSize, pointsOf, predicted, simulated } from './mean-field.ts';
import { commonCurves, limits, staysNear } from './mean-field-panels.ts';
import { paper } from './paper.ts';
import { byCavity, perWeight, standIn } from './protocol.ts';
import { loads, persistentSgd, sgd } from './setting.ts';

const of = (algorithm: Comparison['algorithm'], load: number = loads.over): Comparison => ({
  ...{ algorithm, load, steps: 101, waiting: 50, points: 8, replicas: 2 },
});
const persistent = of({ ...persistentSgd(1), learningRate: 0.1 });

const plainArms = ['simulated', 'predicted'] as const;
const persistentArms = ['persistentSimulated', 'persistentPredicted'] as const;

export default defineClaim({
  id: 'sgd-effective-noise/mean-field-distance',
  revision: 2,
  states:
    'The distance of two replicas of SGD or of persistent SGD, where the training error vanishes, is that of dynamical ' +
    'mean-field theory.',
  source: {
    paper,
    at: 'abstract (dynamical mean-field theory); its use for the distance is not in it',
    reading: 'abstract',
  },
  protocol: standIn(400, byCavity, perWeight),
  tiers: {
    smoke: { dimensions: 200, dataSets: 16, paths: 12_000 } satisfies MeanFieldSize,
    standard: { dimensions: 400, dataSets: 32, paths: 24_000 } satisfies MeanFieldSize,
  },
  arms: {
    predicted: predicted(of(sgd(0.3, 0.1))),
    simulated: simulated(of(sgd(0.3, 0.1))),
    otherBatch: simulated(of(sgd(0.2, 0.1))),
    otherLoad: simulated(of(sgd(0.3, 0.1), 2)),
    persistentPredicted: predicted(persistent),
    persistentSimulated: simulated(persistent),
  },
  measure: pointsOf,
  effect: staysNear(
    'largest deviation of the distance of two replicas of SGD from the theory',
    'distance',
    plainArms,
    limits.distance,
  ),
  also: [
    staysNear('the same of persistent SGD', 'distance', persistentArms, limits.distance),
    staysNear('largest deviation of the response of SGD', 'response', plainArms, limits.fitted),
    staysNear('response of persistent SGD', 'response', persistentArms, limits.fitted),
    staysNear('largest deviation of the norm of SGD', 'norm', plainArms, limits.fitted),
    staysNear('norm of persistent SGD', 'norm', persistentArms, limits.fitted),
  ],
  controls: {
    'a smaller batch fraction than the theory is told': { replace: 'simulated', with: 'otherBatch' },
    'a larger load than the theory is told': { replace: 'simulated', with: 'otherLoad' },
    'persistent SGD in place of SGD': { replace: 'simulated', with: 'persistentSimulated' },
    'plain SGD in place of persistent SGD': { replace: 'persistentSimulated', with: 'simulated' },
  },
  curves: { distance: { label: 'squared distance per weight of two replicas' }, ...commonCurves },
});
