import { defineClaim, type Protocol } from 'claimcheck';
import { inReducedSpace, trained } from './panels.ts';
import { paper } from './paper.ts';
import { onTheLine } from './protocol.ts';
import { curves, measure, type Size, trainings } from './setting.ts';

/** Digits: the training images, or the test images where only those are there. */
const data = ['mnist', 'mnist-test'];

const onDigits: Protocol = {
  fidelity: 'proxy',
  differences: [
    'digits of MNIST in place of small regression problems',
    'three hidden layers in place of networks that were not read',
    "the largest norm of a layer's input in a minibatch in place of the size of the domain",
    'Adam at a rate of 0.001 with a projection after every step in place of an optimizer that was not read',
  ],
};

/** The comparison as stated: the whole recipe against the usual one. What carries it: training-attribution. */
export default defineClaim({
  id: 'relu-reduced-space/training',
  revision: 3,
  states:
    'Training in the reduced parameter space, from weights on the sphere and thresholds spread over the domain, reaches a ' +
    'smaller training error than training in the full one from the usual normal start.',
  source: { paper, at: 'abstract, last sentence', reading: 'abstract' },
  protocol: { smoke: onTheLine, standard: onTheLine, real: onDigits, paper: onDigits },
  expected: {
    smoke: 'inconclusive: non-specific',
    standard: 'inconclusive: non-specific',
    real: 'refuted',
    paper: 'inconclusive: non-specific',
  },
  finding:
    'The gain is that of the start: a free network with the same start of weights and thresholds gains as much without any ' +
    'restriction. On digits there is none: restricted networks end at ten times the loss.',
  tiers: {
    smoke: { neurons: 10, steps: 4000, networks: 32 } satisfies Size,
    standard: { neurons: 20, steps: 4000, networks: 32 } satisfies Size,
    real: { neurons: 64, steps: 1500, networks: 1, digits: true, data, seeds: 8 } satisfies Size,
    paper: { neurons: 256, steps: 14_040, networks: 1, digits: true, data, seeds: 8 } satisfies Size,
  },
  arms: {
    free: trainings({ start: 'normal' }),
    reduced: trainings({ start: 'uniform', reach: 1 }),
    tooNarrow: trainings({ start: 'uniform', reach: 0.1 }),
    freeAgain: trainings({ start: 'normal', draw: '/again' }),
    freeSpread: trainings({ start: 'uniform' }),
  },
  measure,
  effect: {
    name: 'training error, free over reduced',
    unit: 'decades',
    of: ({ free, reduced }) => free.decades - reduced.decades,
    rule: 'exceeds',
    margin: 0.3,
    because:
      'the abstract gives no number and the examples were not read; half the error is the least worth a new method',
  },
  requires: [inReducedSpace, trained(-0.9, 'a quarter of the variance of the target, 1/2, is left at most')],
  controls: {
    'thresholds within a tenth of the domain': { replace: 'reduced', with: 'tooNarrow' },
    'the free network drawn again': { replace: 'reduced', with: 'freeAgain' },
    'the start without the restriction': { replace: 'reduced', with: 'freeSpread' },
  },
  curves,
});
