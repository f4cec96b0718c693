import { arm, defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { fromNearZero, standIn } from './protocol.ts';
import { comings } from './reactivations.ts';
import type { EnsembleSize } from './setting.ts';

/** Six points to a dimension, of half the dimensions and on fewer problems: each takes longer and has more changes. */
const overdetermined = ({ dimensions, instances, ...size }: EnsembleSize): EnsembleSize => ({
  ...size,
  dimensions: dimensions / 2,
  points: 3 * dimensions,
  instances: instances / 20,
});

const relu = comings('positive', 'relu');
const linear = comings('positive', 'linear');

const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0);

export default defineClaim({
  id: 'relu-support-vectors/no-reactivation',
  revision: 2,
  states:
    'On fewer points than dimensions, all of positive label, a point that the ReLU neuron deactivates stays inactive, ' +
    'while the linear neuron brings such points back.',
  source: {
    paper,
    at: 'experiment on one data set, by a summary of others; the data here are ours',
    reading: 'second-hand',
  },
  protocol: standIn(
    'random problems of 5 Gaussian points in 10 dimensions with positive labels in place of one data set, which was not read',
    fromNearZero,
    'a share of all deactivations in place of a look at one experiment',
  ),
  tiers: {
    smoke: { dimensions: 10, points: 5, instances: 4000 } satisfies EnsembleSize,
    standard: { dimensions: 10, points: 5, instances: 16_000 } satisfies EnsembleSize,
  },
  arms: {
    relu,
    // It brings every point back, problem after problem: a quarter of them shows that.
    linear: arm({ ...linear.setting, shareOfInstances: 1 / 4 }, (run, size) =>
      linear(run, { ...size, instances: size.instances / 4 }),
    ),
    manyPoints: arm(
      { ...relu.setting, points: '6 to each of half the dimensions', shareOfInstances: 1 / 20 },
      (run, size) => relu(run, overdetermined(size)),
    ),
  },
  measure: ({ series }) => ({
    left: sum(series['left']!),
    back: sum(series['returned']!) / sum(series['left']!),
  }),
  effect: {
    name: 'deactivated points that the ReLU neuron activates again',
    unit: 'share of deactivations',
    of: ({ relu }) => relu.back,
    rule: 'staysBelow',
    margin: 0.1,
    because: 'the statement is never, of one data set; a tenth is room for ours, which is another',
  },
  also: [
    {
      name: 'the same of the linear neuron, above it',
      unit: 'share of deactivations',
      of: ({ relu, linear }) => linear.back - relu.back,
      rule: 'exceeds',
      margin: 0.5,
      because: 'the contrast is between never and as a rule',
    },
  ],
  controls: {
    'more points than dimensions': { replace: 'relu', with: 'manyPoints' },
  },
  curves: {
    left: { label: 'deactivations, problem by problem' },
    returned: { label: 'reactivations, problem by problem' },
  },
});
