import { defineClaim } from 'claimcheck';
import { curves, ends, interpolation } from './measures.ts';
import { paper } from './paper.ts';
import { linear, small, symmetry } from './protocol.ts';
import { type Size, trainings } from './setting.ts';
import type { Start } from './starts.ts';

const from = (start: Start) => trainings({ start });
const symmetric = { kind: 'symmetric', scale: 0.9 } as const;

/** That other starts do fail is ours: the paper states assumptions under which none does. */
export default defineClaim({
  id: 'rnn-extrapolation/init-matters',
  revision: 1,
  states:
    'The conclusion rests on the initialization: from large starts without the symmetry, gradient descent fits the training ' +
    'length as well and fails beyond it.',
  source: {
    paper,
    at: 'abstract, fifth sentence; that other starts fail is ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  protocol: linear(small, symmetry),
  tiers: {
    smoke: { dimensions: 10, length: 5, steps: 20_000, networks: 16 } satisfies Size,
    standard: { dimensions: 10, length: 5, steps: 40_000, networks: 32 } satisfies Size,
  },
  arms: {
    symmetric: from(symmetric),
    symmetricAgain: from({ ...symmetric, draw: '/again' }),
    skewed: from({ ...symmetric, skew: 0.9 }),
    slightlySkewed: from({ ...symmetric, skew: 0.1 }),
    gaussian: from({ kind: 'gaussian', scale: 1.2 }),
    smallGaussian: from({ kind: 'gaussian', scale: 0.1 }),
  },
  measure: ends,
  effect: {
    name: 'share of networks that fail beyond the training length, Gaussian less symmetric start',
    unit: 'share of networks',
    of: ({ gaussian, symmetric }) => gaussian.failing - symmetric.failing,
    rule: 'exceeds',
    margin: 0.5,
    because: 'failure is the rule where it is an exception under the symmetry',
  },
  also: [
    {
      name: 'typical error that longer sequences add, broken over kept symmetry at the same scale',
      unit: 'decades',
      of: ({ skewed, symmetric }) => skewed.beyond - symmetric.beyond,
      rule: 'exceeds',
      margin: 2,
      because: 'predictions beyond the training length that are off ten times as far',
    },
    {
      name: 'loss at the training length, worst network and start',
      unit: 'label variance',
      of: ({ gaussian, skewed, symmetric }) =>
        Math.max(...[gaussian, skewed, symmetric].map(({ worstLoss }) => worstLoss)),
      ...interpolation,
    },
  ],
  controls: {
    'the symmetric start drawn again': [
      { replace: 'gaussian', with: 'symmetricAgain' },
      { replace: 'skewed', with: 'symmetricAgain' },
    ],
    'a small start without symmetry': { replace: 'gaussian', with: 'smallGaussian' },
  },
  curves,
});
