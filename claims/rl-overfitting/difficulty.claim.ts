import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { inPlaceOfTunnels } from './protocol.ts';
import runs from './trainings.runs.ts';

/** Gaps are read off the learning curves where the training reward first reaches 1.3, before the end in both mazes. */
export default defineClaim({
  id: 'rl-overfitting/difficulty',
  revision: 2,
  states: 'At an equal training reward the gap is larger in mazes that are harder.',
  source: {
    paper,
    at: 'section 3.2; appendix B',
    reading: 'body',
    reported:
      'training scores that agree with the test score from 100 levels on in empty rooms, from more than 1,000 in tunnels',
  },
  protocol: inPlaceOfTunnels((cells) => `rooms of ${cells} with 4 obstacles`),
  ...runs.of('conv100', 'conv100Obstacles', 'conv100Other'),
  effect: {
    name: 'gap at an equal training reward with 100 levels, obstacles less none',
    unit: 'reward',
    of: ({ conv100, conv100Obstacles }) => conv100Obstacles.matchedGap - conv100.matchedGap,
    rule: 'exceeds',
    margin: 0.2,
    because:
      'a tenth of the optimum; the paper gives no number for the gap of its harder mazes with 100 levels',
  },
  controls: {
    'other levels without obstacles': { replace: 'conv100Obstacles', with: 'conv100Other' },
  },
});
