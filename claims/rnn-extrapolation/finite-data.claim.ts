import { defineClaim } from 'claimcheck';
import { curves, ends, interpolation, perfect } from './measures.ts';
import { paper } from './paper.ts';
import { finite, linear, small, symmetry } from './protocol.ts';
import { type Size, trainings } from './setting.ts';

const symmetric = { kind: 'symmetric', scale: 0.6 } as const;

/** That a finite set of sequences will do as well as infinitely many is ours. */
export default defineClaim({
  id: 'rnn-extrapolation/finite-data',
  revision: 1,
  states:
    'The same holds for a finite training set of Gaussian sequences, more of them than they are long: gradient descent from a ' +
    'symmetric start converges to a network that extrapolates.',
  source: {
    paper,
    at: 'abstract, fifth sentence; finite data are ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  protocol: linear(small, symmetry, finite),
  tiers: {
    smoke: { dimensions: 10, length: 5, steps: 30_000, networks: 4, sequences: 64 } satisfies Size,
    standard: { dimensions: 10, length: 5, steps: 40_000, networks: 8, sequences: 64 } satisfies Size,
  },
  arms: {
    symmetric: trainings({ start: symmetric, sampled: true }),
    fewSequences: trainings({ start: symmetric, sampled: true, sequences: 2 }),
    gaussian: trainings({ start: { kind: 'gaussian', scale: 1.2 }, sampled: true }),
  },
  measure: ends,
  effect: {
    name: 'error that longer sequences add, worst network',
    unit: 'label variance',
    of: ({ symmetric }) => symmetric.worstBeyond,
    ...perfect,
  },
  also: [
    {
      name: 'loss at the training length on all sequences, worst network',
      unit: 'label variance',
      of: ({ symmetric }) => symmetric.worstLoss,
      ...interpolation,
    },
  ],
  controls: {
    'two sequences': { replace: 'symmetric', with: 'fewSequences' },
    'a large start without symmetry': { replace: 'symmetric', with: 'gaussian' },
  },
  curves,
});
