import { defineClaim } from 'claimcheck';
import { type ApproachSize, approaches } from './approach.ts';
import { paper } from './paper.ts';
import { inPlaceOfNetworks } from './protocol.ts';

const because =
  'the theory says 1; the gradient is not of constant size on the way, and 15 % is far from the 4 against 2 or 8 that ' +
  'another power of the norm would give';

/** The norm starts at half and at twice its equilibrium value. */
export default defineClaim({
  id: 'normalized-sgd/relaxation',
  revision: 1,
  states:
    'The norm, and with it the angular update, approaches its equilibrium at a linear rate of 4 eta lambda a step.',
  source: {
    paper,
    at: 'Wan et al. (arXiv:2006.08419), abstracts of arXiv (angle) and NeurIPS (norm)',
    reading: 'abstract',
  },
  protocol: inPlaceOfNetworks,
  tiers: {
    smoke: { product: 5e-4, walks: 4 } satisfies ApproachSize,
    standard: { product: 4e-4, walks: 8 } satisfies ApproachSize,
  },
  arms: {
    decay: approaches(1),
    noDecay: approaches(0),
    halfDecay: approaches(0.5),
  },
  measure: ({ values }) => ({ below: values['below']!, above: values['above']! }),
  effect: {
    name: 'rate of the approach from below over 4 eta lambda',
    unit: 'ratio',
    of: ({ decay }) => decay.below,
    rule: 'between',
    margin: [0.85, 1.15],
    because,
  },
  also: [
    {
      name: 'rate of the approach from above over 4 eta lambda',
      unit: 'ratio',
      of: ({ decay }) => decay.above,
      rule: 'between',
      margin: [0.85, 1.15],
      because,
    },
  ],
  controls: {
    'no weight decay': { replace: 'decay', with: 'noDecay' },
    'half the weight decay that the theory is told': { replace: 'decay', with: 'halfDecay' },
  },
  curves: {
    below: { label: '(norm / equilibrium)^4, from half of it', scale: 'log' },
    above: { label: '(norm / equilibrium)^4, from twice it', scale: 'log' },
  },
});
