import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { fixedKey, mazes } from './protocol.ts';
import runs from './trainings.runs.ts';

/**
 * Training rewards are those under the conditions of training: sticky actions and random starts where the agent learnt
 * with them, none where it did not.
 */
export default defineClaim({
  id: 'rl-overfitting/no-prevention',
  revision: 2,
  states:
    'Sticky actions and random starts in training do not prevent overfitting: agents of few levels keep most of their gap, ' +
    'and random signs are still fitted.',
  source: { paper, at: 'section 4, figure 3a; appendix B, figures 5, 6', reading: 'body' },
  protocol: mazes(fixedKey),
  ...runs.of('conv10', 'conv10Stochastic', 'conv1000Stochastic', 'mlp10FlippedStochastic', 'mlp10Redrawn'),
  effect: {
    name: 'gap of agents trained with both on 10 levels, of that of agents trained without',
    unit: 'share',
    of: ({ conv10Stochastic, conv10 }) => (conv10Stochastic.both - conv10Stochastic.test) / conv10.gap,
    rule: 'exceeds',
    margin: 0.5,
    because: 'what leaves more than half of the gap does not prevent overfitting',
  },
  also: [
    {
      name: 'gap of agents trained without',
      unit: 'reward',
      of: ({ conv10 }) => conv10.gap,
      rule: 'exceeds',
      margin: 0.8,
      because: 'without it there is nothing to prevent; more than a third of the 2.2 of the paper',
    },
    {
      name: 'training reward with both on 10 levels with random signs',
      unit: 'reward',
      of: ({ mlp10FlippedStochastic }) => mlp10FlippedStochastic.both,
      rule: 'exceeds',
      margin: 1,
      because: 'half of the optimum; the paper finds random signs fitted almost optimally',
    },
  ],
  requires: [
    {
      name: 'reward with both, of agents trained with them above that of agents trained without',
      unit: 'reward',
      of: ({ conv10Stochastic, conv10 }) => conv10Stochastic.both - conv10.both,
      rule: 'exceeds',
      margin: 0.2,
      because: 'training was with them when it prepares for them; a tenth of the optimum',
    },
  ],
  controls: {
    '1000 levels': { replace: 'conv10Stochastic', with: 'conv1000Stochastic' },
    'signs drawn anew in every episode': { replace: 'mlp10FlippedStochastic', with: 'mlp10Redrawn' },
  },
});
