import { defineClaim } from 'claimcheck';
import { median } from 'claimcheck/measure';
import { paper } from './paper.ts';
import { fromNearZero, neuron } from './protocol.ts';
import { retrainings } from './retraining.ts';
import { type EnsembleSize, shareBelow } from './setting.ts';

const because =
  'the statement is about the solution, not the path, and has no exception; a fifth is room for problems in which a ' +
  'changed point turns the path into another cone';

export default defineClaim({
  id: 'relu-support-vectors/limit',
  revision: 1,
  states:
    'The solution of a ReLU neuron is made by its support vectors, the points that are active in the end: training ' +
    'again without the others, or with the others moved, ends in the same weight.',
  source: {
    paper,
    at: 'abstract (implicit bias in terms of support vectors); the definition is ours',
    reading: 'abstract',
    version: 'arXiv v1 and v2',
  },
  protocol: neuron(
    'points that are active in the end in place of support vectors by a definition that was not read',
    'Gaussian points, six to a dimension, and noisy labels of a ReLU teacher in place of any data',
    fromNearZero,
  ),
  tiers: {
    smoke: { dimensions: 5, points: 30, instances: 40 } satisfies EnsembleSize,
    standard: { dimensions: 10, points: 60, instances: 30 } satisfies EnsembleSize,
  },
  arms: {
    without: retrainings('supportAlone'),
    moved: retrainings('stretchedOthers'),
    random: retrainings('randomPoints'),
    support: retrainings('stretchedSupport'),
    linear: retrainings('stretchedOthers', 'linear'),
  },
  measure: ({ series }) => ({
    same: shareBelow(series['distance']!, 1e-6),
    distance: median(series['distance']!),
    support: median(series['supportShare']!),
  }),
  effect: {
    name: 'problems with the same limit without the points that are no support vectors',
    unit: 'share',
    of: ({ without }) => without.same,
    rule: 'exceeds',
    margin: 0.8,
    because,
  },
  also: [
    {
      name: 'problems with the same limit when inputs that are no support vectors are rescaled',
      unit: 'share',
      of: ({ moved }) => moved.same,
      rule: 'exceeds',
      margin: 0.8,
      because,
    },
    {
      name: 'points that are support vectors',
      unit: 'share',
      of: ({ without }) => without.support,
      rule: 'staysBelow',
      margin: 0.75,
      because: 'were nearly all points support vectors, the statement would be empty',
    },
  ],
  controls: {
    'as many points at random': { replace: 'without', with: 'random' },
    'support vectors rescaled': { replace: 'moved', with: 'support' },
    'a linear neuron': { replace: 'moved', with: 'linear' },
  },
  curves: {
    distance: { label: 'relative distance of the limits, problem by problem', scale: 'log' },
  },
});
