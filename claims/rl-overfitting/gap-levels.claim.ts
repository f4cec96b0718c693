import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { mazes } from './protocol.ts';
import runs from './trainings.runs.ts';

export default defineClaim({
  id: 'rl-overfitting/gap-levels',
  revision: 2,
  states:
    'Agents that earn much on few training levels earn little on new ones; the test reward grows with the number of levels.',
  source: {
    paper,
    at: 'section 3.2, figure 2a; Table 2',
    reading: 'body',
    reported:
      'test rewards of -0.1, 1.2 and 2.0 with 10, 100 and 1,000 levels, training rewards of 2.1 (convolutional)',
  },
  protocol: mazes(),
  ...runs.of('conv10', 'conv100', 'conv1000', 'convFresh'),
  effect: {
    name: 'gap with 10 levels above that with 1000',
    unit: 'reward',
    of: ({ conv10, conv1000 }) => conv10.gap - conv1000.gap,
    rule: 'exceeds',
    margin: 0.8,
    because: 'the paper has gaps of 2.2 and 0.1; more than a third of the difference',
  },
  also: [
    {
      name: 'smaller rise of the test reward, from 10 to 100 and from 100 to 1000 levels',
      unit: 'reward',
      of: ({ conv10, conv100, conv1000 }) =>
        Math.min(conv100.test - conv10.test, conv1000.test - conv100.test),
      rule: 'exceeds',
      margin: 0.1,
      because: 'the paper has 1.3 and 0.8; 0.1 is twice the standard error of two means of 500 episodes',
    },
  ],
  controls: {
    '5000 levels, most of them played once or twice': { replace: 'conv10', with: 'convFresh' },
  },
  figures: {
    'reward against number of levels': {
      x: { label: 'training levels', scale: 'log' },
      y: { label: 'mean reward of an episode' },
      lines: ({ conv10, conv100, conv1000, convFresh }) => {
        const points = Object.entries({ 10: conv10, 100: conv100, 1000: conv1000, 5000: convFresh });
        return {
          train: points.map(([levels, { train }]) => [Number(levels), train] as const),
          test: points.map(([levels, { test }]) => [Number(levels), test] as const),
        };
      },
    },
  },
});
