import { defineClaim, type Trajectory } from 'claimcheck';
import { boundaries, type BoundarySize } from './boundary.ts';
import type { Algorithm } from './dynamics.ts';
import { paper } from './paper.ts';
import { standIn } from './protocol.ts';
import { sgd } from './setting.ts';

const onSphere = (algorithm: Algorithm) =>
  boundaries({ margin: 0.3, algorithm: { ...algorithm, spherical: true } });

const because = 'a hundredth of the spread of a cluster is the least that is worth the word wider';

/** On the sphere |w| = sqrt(N), where the smallest distance is pinned at kappa: see `minimum-margin` for free norms. */
export default defineClaim({
  id: 'sgd-effective-noise/wider-boundary',
  revision: 1,
  states:
    'Noisier algorithms end with wider decision boundaries: training points lie farther from the boundary on average ' +
    'and fewer lie on its edge, compared with gradient descent at the same learning rate.',
  source: {
    paper,
    at: 'abstract (wider decision boundaries); the measure of width is ours',
    reading: 'abstract',
  },
  protocol: standIn(
    120,
    'mean distance of the training points and share of them on the edge, on a sphere, in place of a width that was not read',
  ),
  tiers: {
    smoke: { dimensions: 60, dataSets: 10, time: 150 } satisfies BoundarySize,
    standard: { dimensions: 120, dataSets: 10, time: 150 } satisfies BoundarySize,
  },
  arms: {
    sgd: onSphere(sgd(0.05)),
    persistent: onSphere({ ...sgd(0.3), persistence: 2 }),
    gradientDescent: onSphere(sgd(1)),
    weak: onSphere(sgd(0.6)),
  },
  measure: ({ values }: Trajectory) => ({ mean: values['mean']!, near: values['near']! }),
  effect: {
    name: 'mean distance to the boundary, SGD minus gradient descent',
    unit: 'standard deviations of a cluster',
    of: ({ sgd, gradientDescent }) => sgd.mean - gradientDescent.mean,
    rule: 'exceeds',
    margin: 0.01,
    because,
  },
  also: [
    {
      name: 'the same for persistent SGD',
      unit: 'standard deviations of a cluster',
      of: ({ persistent, gradientDescent }) => persistent.mean - gradientDescent.mean,
      rule: 'exceeds',
      margin: 0.01,
      because,
    },
    {
      name: 'share of points on the edge, SGD minus gradient descent',
      unit: 'share of samples',
      of: ({ sgd, gradientDescent }) => sgd.near - gradientDescent.near,
      rule: 'staysBelow',
      margin: -0.01,
      because: 'one point of a hundred',
    },
  ],
  controls: {
    'batches of 60 %, which are hardly any noise': [
      { replace: 'sgd', with: 'weak' },
      { replace: 'persistent', with: 'weak' },
    ],
  },
  curves: { width: { label: 'mean distance of a training point to the boundary' } },
});
