import { defineClaim } from 'claimcheck';
import { inReducedSpace, trained } from './panels.ts';
import { paper } from './paper.ts';
import { curves, measure, type Setting, type Size, trainings } from './setting.ts';

const binary = (setting: Setting) => trainings({ ...setting, neuron: 'binary' });

/** As `training`, with steps in place of ReLU. How the paper trains them is not known: here by a straight-through gradient. */
export default defineClaim({
  id: 'relu-reduced-space/training-binary',
  revision: 1,
  states:
    'Also networks of binary neurons, trained by a straight-through gradient, reach a smaller training error in the reduced ' +
    'parameter space, from weights on the sphere and thresholds spread over the domain, than in the full one from the usual ' +
    'normal start.',
  source: { paper, at: 'abstract, first and last statement; the gradient is ours', reading: 'abstract' },
  protocol: {
    fidelity: 'proxy',
    differences: [
      'a straight-through gradient in place of a training of steps that was not read',
      'sin(2 pi x) at 100 even points in place of regression problems that were not read',
      'one hidden layer of at most 40 neurons in place of sizes that were not read',
    ],
  },
  expected: 'inconclusive: non-specific',
  finding:
    'Most of the gain is that of the start, as for ReLU: a free network with the same start gains 0.4 decades of 0.55, and the ' +
    'restriction adds a little.',
  tiers: {
    smoke: { neurons: 20, steps: 2000, networks: 32 } satisfies Size,
    standard: { neurons: 40, steps: 2000, networks: 32 } satisfies Size,
  },
  arms: {
    free: binary({ start: 'normal' }),
    reduced: binary({ start: 'uniform', reach: 1 }),
    tooNarrow: binary({ start: 'uniform', reach: 0.1 }),
    freeAgain: binary({ start: 'normal', draw: '/again' }),
    freeSpread: binary({ start: 'uniform' }),
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
