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
  ...{ algorithm: sgd(0.3), load: loads.under, steps: 101, waiting: 50, points: 8 },
};

export default defineClaim({
  id: 'sgd-effective-noise/mean-field-stationary',
  revision: 1,
  states:
    'Correlation and response of SGD where a training error remains are those of dynamical mean-field theory.',
  source: { paper, at: 'abstract (dynamical mean-field theory)', reading: 'abstract' },
  tiers: {
    smoke: { dimensions: 200, dataSets: 8, paths: 12_000 } satisfies MeanFieldSize,
    standard: { dimensions: 400, dataSets: 12, paths: 24_000 } satisfies MeanFieldSize,
  },
  arms: {
    predicted: predicted(comparison),
    simulated: simulated(comparison),
    otherBatch: simulated({ ...comparison, algorithm: sgd(0.2) }),
    otherLoad: simulated({ ...comparison, load: 4.5 }),
  },
  measure: pointsOf,
  effect: staysNear('largest deviation of the displacement from the theory', 'displacement'),
  also: [...nearInResponseAndNorm, staysNear('largest deviation of the loss', 'loss')],
  controls: {
    'a smaller batch fraction than the theory is told': { replace: 'simulated', with: 'otherBatch' },
    'a smaller load than the theory is told': { replace: 'simulated', with: 'otherLoad' },
  },
  curves: {
    displacement: { label: 'mean square displacement by time' },
    ...commonCurves,
  },
});
