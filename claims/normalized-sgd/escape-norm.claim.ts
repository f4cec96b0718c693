import { defineClaim } from 'claimcheck';
import { curves, type EscapeSize, fromNorm } from './escapes.ts';
import { paper } from './paper.ts';
import { rebuilt } from './protocol.ts';

const because =
  'the risk follows the angle, which grows ninefold from three times the norm of equilibrium and 25-fold from five ' +
  'times; diffusion from the exact minimum alone doubles the ratio';

/** Walks from the minimum, with a norm above that of equilibrium. */
export default defineClaim({
  id: 'normalized-sgd/escape-norm',
  revision: 1,
  states:
    'A walk that starts in the minimum with a norm above that of equilibrium leaves it again, although no setting ' +
    'changes: the norm shrinks and the angular update grows.',
  source: { paper, at: 'abstract, point 2', reading: 'abstract' },
  protocol: rebuilt,
  tiers: {
    smoke: { product: 1.6e-3, walks: 4 } satisfies EscapeSize,
    standard: { product: 8e-4, walks: 8 } satisfies EscapeSize,
  },
  arms: {
    triple: fromNorm({ startNorm: 3 }),
    quintuple: fromNorm({ startNorm: 5 }),
    atRest: fromNorm({ startNorm: 1 }),
    tripleNoDecay: fromNorm({ startNorm: 3, decays: false }),
    quintupleNoDecay: fromNorm({ startNorm: 5, decays: false }),
  },
  measure: ({ values }) => ({ escape: values['escape']! }),
  effect: {
    name: 'late over early risk from three times the norm',
    unit: 'ratio',
    of: ({ triple }) => triple.escape,
    rule: 'exceeds',
    margin: 3,
    because,
  },
  also: [
    {
      name: 'late over early risk from five times the norm',
      unit: 'ratio',
      of: ({ quintuple }) => quintuple.escape,
      rule: 'exceeds',
      margin: 3,
      because,
    },
  ],
  controls: {
    'start at the norm of equilibrium': [
      { replace: 'triple', with: 'atRest' },
      { replace: 'quintuple', with: 'atRest' },
    ],
    'no weight decay': [
      { replace: 'triple', with: 'tripleNoDecay' },
      { replace: 'quintuple', with: 'quintupleNoDecay' },
    ],
  },
  curves,
});
