import { defineClaim } from 'claimcheck';
import { curves, ends, perfect, interpolation } from './measures.ts';
import { paper } from './paper.ts';
import { linear, symmetry } from './protocol.ts';
import { type Size, trainings } from './setting.ts';

const from = (scale: number) => trainings({ start: { kind: 'symmetric', scale } });

/**
 * The population loss is that of infinite data. The spectral radius of A is about sqrt(2) times the scale of a symmetric
 * start and below 1 here; why is in the README.
 */
export default defineClaim({
  id: 'rnn-extrapolation/gd-converges',
  revision: 2,
  states:
    'Under assumptions on the initialization, here symmetry, gradient descent converges to a network that extrapolates ' +
    'perfectly.',
  source: {
    paper,
    at: 'abstract, fifth sentence; that the assumptions come to this symmetry is ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  protocol: linear('states of at most 20 numbers and training sequences of at most 8', symmetry),
  tiers: {
    smoke: { dimensions: 10, length: 5, steps: 40_000, networks: 4 } satisfies Size,
    standard: { dimensions: 20, length: 8, steps: 40_000, networks: 8 } satisfies Size,
  },
  arms: {
    identity: trainings({ start: { kind: 'identity', scale: 0.9 } }),
    small: from(0.3),
    medium: from(0.6),
    gaussian: trainings({ start: { kind: 'gaussian', scale: 1.2 } }),
    pairs: trainings({ start: { kind: 'symmetric', scale: 0.6 }, length: 2 }),
  },
  measure: ends,
  effect: {
    name: 'error that longer sequences add, worst network and start',
    unit: 'label variance',
    of: ({ identity, small, medium }) =>
      Math.max(...[identity, small, medium].map(({ worstBeyond }) => worstBeyond)),
    ...perfect,
  },
  also: [
    {
      name: 'loss at the training length, worst network and start',
      unit: 'label variance',
      of: ({ identity, small, medium }) =>
        Math.max(...[identity, small, medium].map(({ worstLoss }) => worstLoss)),
      ...interpolation,
    },
  ],
  requires: [
    {
      name: 'fall of the added error over the last three quarters of the steps, slower of two starts',
      unit: 'decades',
      of: ({ small, medium }) => Math.min(small.fall, medium.fall),
      rule: 'exceeds',
      margin: 0.3,
      because:
        'a run that converges to 0 goes on falling, one that is merely small does not: at least to half',
    },
  ],
  controls: {
    'a large start without symmetry': { replace: 'medium', with: 'gaussian' },
    'trained on sequences of 2': { replace: 'medium', with: 'pairs' },
  },
  curves,
});
