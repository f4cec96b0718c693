import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { proxy } from './protocol.ts';
import { bySampleSize, type GridSize, measureGrid } from './sample-sizes.ts';

/** Larger samples take more steps: all are passed through equally often. */
export default defineClaim({
  id: 'self-training-expansion/sample-complexity',
  revision: 2,
  states:
    'With consistency the guarantees hold for finite samples: the distance of the objective on n unlabelled points to that ' +
    'of the population falls as fast as n^-1/2, at equally many passes through the sample.',
  source: {
    paper,
    at: 'abstract; finite-sample guarantees, as later papers restate them',
    reading: 'second-hand',
  },
  protocol: proxy(
    'two moons with 16 coordinates of noise in place of any distribution that expands',
    'the measured distance of the objective in place of a bound by all-layer margins',
    'four random augmentations in place of the worst case over a neighbourhood',
    'the truth with a fifth of it made wrong in place of the predictions of a pseudolabeler',
  ),
  tiers: {
    smoke: { grid: [125, 500, 2000], testSamples: 2000, epochs: 128, sets: 2 } satisfies GridSize,
    standard: {
      ...{ grid: [125, 250, 500, 1000, 2000, 4000], testSamples: 4000, epochs: 128, sets: 2 },
    } satisfies GridSize,
  },
  arms: {
    consistent: bySampleSize({ consistency: 10 }),
    plain: bySampleSize({ consistency: 0 }),
  },
  measure: measureGrid,
  effect: {
    name: 'exponent in n of the distance between the objective on sample and population',
    unit: 'exponent',
    of: ({ consistent }) => consistent.exponent,
    rule: 'staysBelow',
    margin: -0.5,
    because:
      'at a fixed complexity of the network the bounds go as 1 / (margin sqrt(n)), by the form that Cai et al. (2021) give them',
  },
  also: [
    {
      name: "share of the pseudolabeler's error that the student of most points removes",
      unit: 'share',
      of: ({ consistent }) => consistent.removed,
      rule: 'exceeds',
      margin: 0.5,
      because: 'what the objective is close to must be the gain of `student-wins`, by the same margin',
    },
  ],
  controls: { 'no consistency': { replace: 'consistent', with: 'plain' } },
  curves: {
    gap: { label: 'distance of the objective to the population (by n)', scale: 'log' },
    error: { label: 'error on new points (by n)', scale: 'log' },
  },
});
