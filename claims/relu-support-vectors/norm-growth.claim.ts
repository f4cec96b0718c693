import { defineClaim } from 'claimcheck';
import { median } from 'claimcheck/measure';
import { growths } from './norms.ts';
import { paper } from './paper.ts';
import { fromNearZero, neuron } from './protocol.ts';
import { type EnsembleSize, shareBelow, small } from './setting.ts';

const because =
  'strict growth is a statement about every flow; its conditions are unknown to us, and a tenth is room for problems ' +
  'that they would exclude';

export default defineClaim({
  id: 'relu-support-vectors/norm-growth',
  revision: 2,
  states:
    'From a small weight, where all labels are positive and there are many points, the norm of the weight of a ReLU ' +
    'neuron grows all along the flow.',
  source: {
    paper,
    at: 'abstract of version 1 ("under some conditions"); these conditions are ours',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: neuron(
    'positive labels and six points to a dimension in place of the conditions of the theorem, which were not read',
    'Gaussian points in place of any that meet them',
    fromNearZero,
  ),
  tiers: {
    smoke: { dimensions: 5, points: 30, instances: 60 } satisfies EnsembleSize,
    standard: { dimensions: 10, points: 60, instances: 40 } satisfies EnsembleSize,
  },
  arms: {
    teacher: growths('positive', small),
    noTeacher: growths('noisyPositive', small),
    large: growths('positive', 3),
    largeNoTeacher: growths('noisyPositive', 3),
  },
  measure: ({ series }) => ({
    monotone: shareBelow(series['drop']!, 1e-6),
    drop: median(series['drop']!),
    growth: Math.min(...Array.from(series['growth']!)),
    worst: Math.max(...Array.from(series['drop']!)),
  }),
  effect: {
    name: 'flows whose norm never falls, labels of a teacher',
    unit: 'share',
    of: ({ teacher }) => teacher.monotone,
    rule: 'exceeds',
    margin: 0.9,
    because,
  },
  also: [
    {
      name: 'flows whose norm never falls, labels of no teacher',
      unit: 'share',
      of: ({ noTeacher }) => noTeacher.monotone,
      rule: 'exceeds',
      margin: 0.9,
      because,
    },
  ],
  requires: [
    {
      name: 'decades that the norm grows by, worst problem of both',
      unit: 'decades',
      of: ({ teacher, noTeacher }) => Math.min(teacher.growth, noTeacher.growth),
      rule: 'exceeds',
      margin: 3,
      because:
        'a norm that does not change never falls either: most of the way from a millionth to 1 must be seen',
    },
  ],
  controls: {
    'initial norm 3': { replace: 'teacher', with: 'large' },
    'initial norm 3, labels of no teacher': { replace: 'noTeacher', with: 'largeNoTeacher' },
  },
  curves: {
    norm: { label: 'norm of the weight against log10 of time, one problem a seed', scale: 'log' },
    drop: { label: 'largest relative fall of the norm, problem by problem' },
  },
});
