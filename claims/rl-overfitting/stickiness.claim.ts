import { defineClaim } from 'claimcheck';
import { shareShown } from './detection.ts';
import { paper } from './paper.ts';
import { mazes } from './protocol.ts';
import runs from './trainings.runs.ts';

const because = 'what shows less than a third of what test levels show is no substitute for them';

/** The two modes of appendix D: what is repeated is the action proposed before, or the one executed before. */
export default defineClaim({
  id: 'rl-overfitting/stickiness',
  revision: 1,
  states:
    'More stickiness detects no better: agents of few levels stand high probabilities of repeating what was proposed as ' +
    'those of many do; where what was executed is repeated, both fail.',
  source: {
    paper,
    at: 'appendix D, figures 4 and 18',
    reading: 'body',
    reported: 'curves over the probability that are almost identical for 10 to 10,000 levels, in both modes',
  },
  protocol: mazes(
    'what sticky actions cost, as a share of the difference of the gaps, in place of the reward under them',
  ),
  ...runs.of('conv10', 'conv1000', 'openLoop'),
  effect: {
    name: 'at probability 0.75, cost to the agent of 10 levels above that of 1000, of the difference of their gaps',
    unit: 'share',
    of: ({ conv10, conv1000 }) => shareShown('sticky75', conv10, conv1000),
    rule: 'staysBelow',
    margin: 1 / 3,
    because,
  },
  also: [
    {
      name: 'the same at probability 0.99',
      unit: 'share',
      of: ({ conv10, conv1000 }) => shareShown('sticky99', conv10, conv1000),
      rule: 'staysBelow',
      margin: 1 / 3,
      because,
    },
    {
      name: 'difference of their gaps',
      unit: 'reward',
      of: ({ conv10, conv1000 }) => conv10.gap - conv1000.gap,
      rule: 'exceeds',
      margin: 0.8,
      because: 'without it there is nothing to detect; more than a third of the 2.1 of the paper',
    },
    {
      name: 'larger reward of the two at probability 0.99 where the executed action is repeated',
      unit: 'reward',
      of: ({ conv10, conv1000 }) => Math.max(conv10.executed99, conv1000.executed99),
      rule: 'staysBelow',
      margin: 0,
      because: 'the paper has negative rewards there',
    },
    {
      name: 'smaller reward of the two where the proposed one is, above that',
      unit: 'reward',
      of: ({ conv10, conv1000 }) =>
        Math.min(conv10.sticky99 - conv10.executed99, conv1000.sticky99 - conv1000.executed99),
      rule: 'exceeds',
      margin: 1.05,
      because: 'half of the optimum: the paper has agents that still reach it, and such that fail',
    },
  ],
  controls: {
    'plans known by heart, blind to what happens': { replace: 'conv10', with: 'openLoop' },
  },
});
