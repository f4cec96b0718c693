import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { fixedKey, mazes } from './protocol.ts';
import runs from './trainings.runs.ts';

export default defineClaim({
  id: 'rl-overfitting/memorise-random',
  revision: 2,
  states:
    'Agents fit levels whose rewards have random signs, of which nothing can be learnt for other levels.',
  source: {
    paper,
    at: 'section 3.3; Table 2',
    reading: 'body',
    reported: 'training reward 2.1 and test reward -0.4 with 10 levels (fully connected, probability 0.5)',
  },
  protocol: mazes(fixedKey),
  ...runs.of('mlp10Flipped', 'mlp10Redrawn'),
  effect: {
    name: 'training reward on 10 levels with random signs',
    unit: 'reward',
    of: ({ mlp10Flipped }) => mlp10Flipped.train,
    rule: 'exceeds',
    margin: 1,
    because: 'half of the optimum, which the paper reaches; taking the key alone is worth 0.1',
  },
  also: [
    {
      name: 'its gap',
      unit: 'reward',
      of: ({ mlp10Flipped }) => mlp10Flipped.gap,
      rule: 'exceeds',
      margin: 1.3,
      because: 'the paper has 2.5 for fully connected agents; about half of that',
    },
  ],
  requires: [
    {
      name: 'test levels that have the layout of a training level',
      unit: 'share',
      of: ({ mlp10Flipped }) => mlp10Flipped.familiar,
      rule: 'staysBelow',
      margin: 0.01,
      because: 'a gap between other signs on the same layouts would be no gap between levels',
    },
  ],
  controls: {
    'signs drawn anew in every episode': { replace: 'mlp10Flipped', with: 'mlp10Redrawn' },
  },
});
