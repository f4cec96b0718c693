import { arm, defineClaim } from 'claimcheck';
import { initializationMeasures, initializations } from './initialization.ts';
import { paper } from './paper.ts';
import { neuron } from './protocol.ts';
import type { EnsembleSize } from './setting.ts';

/** Six points to a dimension, of a quarter of the dimensions: the data alone determine the limit. */
const overdetermined = ({ dimensions, ...size }: EnsembleSize): EnsembleSize => ({
  ...size,
  dimensions: dimensions / 4,
  points: (6 * dimensions) / 4,
});

const large = initializations(10);

export default defineClaim({
  id: 'relu-support-vectors/init-large',
  revision: 1,
  states:
    'From a large weight, on fewer points than dimensions, the neuron keeps its initial direction while its norm falls, ' +
    'and ends far from where a small weight ends.',
  source: {
    paper,
    at: 'abstract (magnitude of the norm of initialization); the statement is ours',
    reading: 'abstract',
    version: 'arXiv v1 and v2',
  },
  protocol: neuron(
    'Gaussian points, half as many as dimensions, and labels of a ReLU teacher in place of any data',
    'an initial norm of 10 in place of what the paper calls large',
  ),
  tiers: {
    smoke: { dimensions: 20, points: 10, instances: 40 } satisfies EnsembleSize,
    standard: { dimensions: 60, points: 30, instances: 40 } satisfies EnsembleSize,
  },
  arms: {
    large,
    small: initializations(1e-4),
    manyPoints: arm({ ...large.setting, points: '6 to each of a quarter of the dimensions' }, (run, size) =>
      large(run, overdetermined(size)),
    ),
  },
  measure: initializationMeasures,
  effect: {
    name: 'cosine of the limit with the initial direction',
    unit: 'cosine, median',
    of: ({ large }) => large.kept,
    rule: 'exceeds',
    margin: 0.7,
    because:
      'a quarter of the dimensions is fitted, which leaves sqrt(3/4) = 0.87 of a random direction; 0.7 is 45 degrees',
  },
  also: [
    {
      name: 'norm of the limit over that of the start',
      unit: 'ratio, median',
      of: ({ large }) => large.growth,
      rule: 'staysBelow',
      margin: 1,
      because: 'the statement is that it falls',
    },
    {
      name: 'distance of the limit to that from a millionth',
      unit: 'norms of the teacher, median',
      of: ({ large }) => large.shift,
      rule: 'exceeds',
      margin: 1,
      because: 'the solution is then no nearer than a weight of 0 would be',
    },
  ],
  controls: {
    'initial norm 1e-4': { replace: 'large', with: 'small' },
    'more points than dimensions': { replace: 'large', with: 'manyPoints' },
  },
  curves: {
    kept: { label: 'cosine of the limit with the initial direction, problem by problem' },
    growth: { label: 'norm of the limit over that of the start, problem by problem', scale: 'log' },
  },
});
