import { defineClaim } from '#claim';
import type { Trajectory } from '#core';
import { boundaries, type BoundarySize } from './boundary.ts';
import type { Algorithm } from './dynamics.ts';
import { paper } from './paper.ts';
import { sgd } from './setting.ts';

const free = (algorithm: Algorithm) => boundaries({ time: 100, algorithm });

/** The same statement for another measure of width: the distance of the nearest training point, at a free norm. */
export default defineClaim({
  id: 'sgd-effective-noise/minimum-margin',
  revision: 1,
  states: 'Noisier algorithms end with wider decision boundaries, measured by the nearest training point.',
  source: { paper, at: 'abstract; the measure of width is ours' },
  expected: 'refuted',
  finding:
    'Noise raises the norm of the weights while the smallest gap stays at kappa, so that the nearest point comes closer ' +
    'to the boundary, not farther. The statement holds for mean distances (wider-boundary) only.',
  tiers: {
    smoke: { dimensions: 80, dataSets: 4, seeds: 16 } satisfies BoundarySize,
    standard: { dimensions: 160, dataSets: 4 } satisfies BoundarySize,
  },
  arms: {
    sgd: free(sgd(0.1)),
    persistent: free({ ...sgd(0.3), persistence: 1 }),
    gradientDescent: free(sgd(1)),
    weak: free(sgd(0.6)),
  },
  measure: ({ values }: Trajectory) => ({ least: values['least']!, mean: values['mean']! }),
  effect: {
    name: 'distance of the nearest point to the boundary, SGD minus gradient descent',
    unit: 'standard deviations of a cluster',
    of: ({ sgd, gradientDescent }) => sgd.least - gradientDescent.least,
    rule: 'exceeds',
    margin: 0.002,
    because: 'any widening above rounding and the last steps of training would do',
  },
  also: [
    {
      name: 'the same for persistent SGD',
      unit: 'standard deviations of a cluster',
      of: ({ persistent, gradientDescent }) => persistent.least - gradientDescent.least,
      rule: 'exceeds',
      margin: 0.002,
      because: 'as for SGD',
    },
  ],
  requires: [
    {
      name: 'distance of the nearest point to the boundary, least of the three',
      unit: 'standard deviations of a cluster',
      of: ({ sgd, persistent, gradientDescent }) =>
        Math.min(sgd.least, persistent.least, gradientDescent.least),
      rule: 'exceeds',
      margin: 0,
      because: 'training ended: all points are on their side of the boundary',
    },
  ],
  controls: {
    'batches of 60 %, which are hardly any noise': { sgd: 'weak', persistent: 'weak' },
  },
  curves: { width: { label: 'mean distance of a training point to the boundary' } },
});
