import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import runs from './trainings.runs.ts';

/** Random starts are not asked for: the paper itself finds that they expose agents of 10 levels (appendix C.2). */
export default defineClaim({
  id: 'rl-overfitting/no-detection',
  revision: 1,
  states:
    'Played with sticky actions on its training levels, an overfitted agent still scores high: this hides the gap.',
  source: { paper, at: 'section 4, figures 3b, 4, 7; appendices C and D', reading: 'body' },
  ...runs.of('conv10', 'openLoop'),
  effect: {
    name: 'reward that sticky actions cost, of the gap that test levels show',
    unit: 'share of the gap',
    of: ({ conv10 }) => (conv10.train - conv10.sticky) / conv10.gap,
    rule: 'staysBelow',
    margin: 1 / 3,
    because:
      'the paper says that the agents absorb them; an agent without memory for states loses more than half of its reward',
  },
  also: [
    {
      name: 'gap',
      unit: 'reward',
      of: ({ conv10 }) => conv10.gap,
      rule: 'exceeds',
      margin: 0.8,
      because: 'without overfitting there is nothing to detect; more than a third of the 2.2 of the paper',
    },
  ],
  controls: {
    'plans known by heart, blind to what happens': { replace: 'conv10', with: 'openLoop' },
  },
});
