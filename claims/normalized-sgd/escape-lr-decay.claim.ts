import { defineClaim } from 'claimcheck';
import { curves, cuts, type EscapeSize } from './escapes.ts';
import { paper } from './paper.ts';
import { rebuilt } from './protocol.ts';

/** The learning rate is cut in equilibrium; windows are fixed in units of the relaxation time after the cut. */
export default defineClaim({
  id: 'normalized-sgd/escape-lr-decay',
  revision: 1,
  states:
    'After the learning rate is cut the risk first falls below the value of its new equilibrium and then rises to it, ' +
    'although no setting changes any more: the angular update grows back.',
  source: { paper, at: 'abstract, point 2', reading: 'abstract' },
  protocol: rebuilt,
  tiers: {
    smoke: { product: 3.2e-3, walks: 4 } satisfies EscapeSize,
    standard: { product: 1.6e-3, walks: 8 } satisfies EscapeSize,
  },
  arms: {
    byTen: cuts({ by: 10 }),
    byFour: cuts({ by: 4 }),
    rescaledByTen: cuts({ by: 10, rescaled: true }),
    rescaledByFour: cuts({ by: 4, rescaled: true }),
    fixedByTen: cuts({ by: 10, fixedNorm: true }),
    fixedByFour: cuts({ by: 4, fixedNorm: true }),
  },
  measure: ({ values }) => ({ escape: values['escape']! }),
  effect: {
    name: 'late over early risk after a cut by 10',
    unit: 'ratio',
    of: ({ byTen }) => byTen.escape,
    rule: 'exceeds',
    margin: 1.5,
    because:
      'the risk follows the angle, which grows by sqrt(10) after the cut; less than half of that is no escape',
  },
  also: [
    {
      name: 'late over early risk after a cut by 4',
      unit: 'ratio',
      of: ({ byFour }) => byFour.escape,
      rule: 'exceeds',
      margin: 1.3,
      because: 'the angle grows by sqrt(4) = 2 after the cut; 1.3 is a third of that growth',
    },
  ],
  controls: {
    'weights rescaled to the new equilibrium at the cut': [
      { replace: 'byTen', with: 'rescaledByTen' },
      { replace: 'byFour', with: 'rescaledByFour' },
    ],
    'norm held fixed': [
      { replace: 'byTen', with: 'fixedByTen' },
      { replace: 'byFour', with: 'fixedByFour' },
    ],
  },
  curves,
});
