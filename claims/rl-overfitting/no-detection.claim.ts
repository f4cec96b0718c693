import { defineClaim } from 'claimcheck';
import { detectorOn, shareShown } from './detection.ts';
import { paper } from './paper.ts';
import { mazes } from './protocol.ts';
import runs from './trainings.runs.ts';

/** Random starts are another matter: see `random-starts`. */
export default defineClaim({
  id: 'rl-overfitting/no-detection',
  revision: 2,
  states:
    'Sticky actions on the training levels do not tell an overfitted agent from one that generalises: they cost it hardly ' +
    'more, whatever test levels show.',
  source: { paper, at: 'section 4, figures 3b, 7; appendix C', reading: 'body' },
  protocol: mazes(
    'what sticky actions cost, as a share of the difference of the gaps, in place of the reward under them',
  ),
  ...runs.of('conv10', 'conv1000', 'openLoop'),
  effect: {
    name: 'what sticky actions cost the agent of 10 levels above that of 1000, of the difference of their gaps',
    unit: 'share',
    of: ({ conv10, conv1000 }) => shareShown('sticky', conv10, conv1000),
    rule: 'staysBelow',
    margin: 1 / 3,
    because: 'what shows less than a third of what test levels show is no substitute for them',
  },
  also: [
    {
      name: 'difference of their gaps',
      unit: 'reward',
      of: ({ conv10, conv1000 }) => conv10.gap - conv1000.gap,
      rule: 'exceeds',
      margin: 0.8,
      because: 'without it there is nothing to detect; more than a third of the 2.1 of the paper',
    },
  ],
  requires: [detectorOn],
  controls: {
    'plans known by heart, blind to what happens': { replace: 'conv10', with: 'openLoop' },
  },
});
