import { defineRuns } from 'claimcheck';
import { type Comparison, type MeanFieldSize, pointsOf, predicted, simulated } from './mean-field.ts';
import { commonCurves } from './mean-field-panels.ts';
import { loads, persistentSgd, sgd } from './setting.ts';

const persistent = (persistence: number) => ({ ...persistentSgd(persistence), learningRate: 0.05 });
const of = (algorithm: Comparison['algorithm'], load: number = loads.under): Comparison => ({
  ...{ algorithm, load, steps: 101, waiting: 50, points: 8 },
});

/** SGD and persistent SGD where a training error remains, and the theory of both. */
export default defineRuns({
  id: 'sgd-effective-noise/mean-field',
  revision: 1,
  tiers: {
    smoke: { dimensions: 200, dataSets: 8, paths: 16_000 } satisfies MeanFieldSize,
    standard: { dimensions: 400, dataSets: 12, paths: 24_000 } satisfies MeanFieldSize,
  },
  arms: {
    predicted: predicted(of(sgd(0.3))),
    simulated: simulated(of(sgd(0.3))),
    otherBatch: simulated(of(sgd(0.2))),
    otherLoad: simulated(of(sgd(0.3), 4.5)),
    persistentPredicted: predicted(of(persistent(1))),
    persistentSimulated: simulated(of(persistent(1))),
    lessPersistent: simulated(of(persistent(0.5))),
  },
  measure: pointsOf,
  curves: {
    displacement: { label: 'mean square displacement by time' },
    temperature: { label: 'displacement / 2 over integrated response by time' },
    ...commonCurves,
  },
});
