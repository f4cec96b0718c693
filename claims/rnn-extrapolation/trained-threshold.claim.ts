import { defineClaim } from 'claimcheck';
import { curves, ends } from './measures.ts';
import { paper } from './paper.ts';
import { linear } from './protocol.ts';
import { type Size, trainings } from './setting.ts';

const start = { kind: 'gaussian', scale: 1.2 } as const;

/** What `size-threshold` proves, seen in training. Ours. */
export default defineClaim({
  id: 'rnn-extrapolation/trained-threshold',
  revision: 1,
  states:
    'From starts where large networks fit and fail, those with one state fewer than the training sequences are long fit and ' +
    'extrapolate.',
  source: {
    paper,
    at: 'abstract, fourth sentence; the threshold is ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  protocol: linear(
    'states and training sequences of at most 8',
    'training from large Gaussian starts in place of a proof that bad networks exist',
  ),
  tiers: {
    smoke: { dimensions: 5, length: 5, steps: 20_000, networks: 32 } satisfies Size,
    standard: { dimensions: 8, length: 8, steps: 40_000, networks: 32 } satisfies Size,
  },
  arms: {
    atThreshold: trainings({ start }),
    below: trainings({ start, fewer: 1 }),
    farBelow: trainings({ start, fewer: 2 }),
  },
  measure: ends,
  effect: {
    name: 'share of the networks that fit which fail beyond the training length, d = k less d = k - 1',
    unit: 'share of networks',
    of: ({ atThreshold, below }) => atThreshold.failingOfFitted - below.failingOfFitted,
    rule: 'exceeds',
    margin: 0.3,
    because: 'below the threshold none may fail; a third of the networks is more than an accident',
  },
  controls: {
    'both below the threshold': { replace: 'atThreshold', with: 'farBelow' },
  },
  curves,
});
