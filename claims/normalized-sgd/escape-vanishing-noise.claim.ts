import { defineClaim } from 'claimcheck';
import { quietWalks, type QuietSize } from './escapes.ts';
import { paper } from './paper.ts';
import { quiet } from './protocol.ts';

/** Full gradients: the effective gradient vanishes in the minimum, so that nothing holds the norm up. */
export default defineClaim({
  id: 'normalized-sgd/escape-vanishing-noise',
  revision: 1,
  states:
    'Where the gradient noise vanishes in the minimum there is no equilibrium: a converged walk departs from its ' +
    'solution again and again.',
  source: { paper, at: 'abstract, point 2', reading: 'abstract' },
  protocol: quiet,
  tiers: {
    smoke: { product: 0.01, steps: 4000 } satisfies QuietSize,
    standard: { product: 0.01, steps: 16000 } satisfies QuietSize,
  },
  arms: {
    decay: quietWalks({}),
    noDecay: quietWalks({ decays: false }),
    fixedNorm: quietWalks({ fixedNorm: true }),
  },
  measure: ({ values }) => ({ departures: values['departures']! }),
  effect: {
    name: 'departures from the minimum that went back',
    unit: 'events',
    of: ({ decay }) => decay.departures,
    rule: 'exceeds',
    margin: 2,
    because: 'three is the least number that can be called repeated',
  },
  controls: {
    'no weight decay': { replace: 'decay', with: 'noDecay' },
    'norm held fixed': { replace: 'decay', with: 'fixedNorm' },
  },
  curves: {
    risk: { label: 'risk, 1e-12 at least', scale: 'log' },
    norm: { label: 'norm of the weights', scale: 'log' },
  },
});
