import { defineClaim } from 'claimcheck';
import { mean } from 'claimcheck/measure';
import { type ConvergenceSize, limits } from './convergence.ts';
import { paper } from './paper.ts';
import { fromNearZero, neuron } from './protocol.ts';
import { shareBelow } from './setting.ts';

export default defineClaim({
  id: 'relu-support-vectors/d2-convergence',
  revision: 2,
  states:
    'In two dimensions the flow of a ReLU neuron that is not dead converges to a global minimum, on labels of a teacher ' +
    'that activates every point.',
  source: {
    paper,
    at: 'abstract of version 2 (d = 2); the conditions are ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  protocol: neuron(
    'labels of a teacher that activates every point in place of the assumption of the theorem, which was not read',
    '10 Gaussian points in place of any number',
    fromNearZero,
  ),
  tiers: {
    smoke: { dimensions: 2, points: 10, few: 2, instances: 100 } satisfies ConvergenceSize,
    standard: { dimensions: 2, points: 10, few: 2, instances: 500 } satisfies ConvergenceSize,
  },
  arms: {
    positive: limits('positive'),
    few: limits('positive', true),
    noTeacher: limits('noisyPositive'),
  },
  measure: ({ series }) => ({
    found: shareBelow(series['excess']!, 1e-12),
    support: mean(series['support']!),
  }),
  effect: {
    name: 'flows that end in the least possible loss',
    unit: 'share',
    of: ({ positive }) => positive.found,
    rule: 'exceeds',
    margin: 0.95,
    because:
      'the statement has no exception; a twentieth is room for data that its assumption, which we do not know, excludes',
  },
  controls: {
    'two points': { replace: 'positive', with: 'few' },
    'labels of no teacher': { replace: 'positive', with: 'noTeacher' },
  },
  curves: {
    excess: { label: 'loss of the limit above the least possible one, problem by problem' },
    support: { label: 'points that are active in the end, problem by problem' },
  },
});
