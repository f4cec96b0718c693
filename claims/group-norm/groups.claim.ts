import { defineClaim } from '#claim';
import { paper } from './paper.ts';
import { curves, imageRuns, longTiers, measure } from './setting.ts';

const per = (channelsPerGroup: number) =>
  imageRuns({ norm: { by: 'group', channelsPerGroup }, batchSize: 32 });

/** From instance normalization (one channel per group) to layer normalization (all channels in one). */
export default defineClaim({
  id: 'group-norm/groups',
  revision: 1,
  states:
    'A group of two channels already has a far lower error than one channel by itself, instance normalization.',
  source: { paper, at: 'Table 3' },
  tiers: longTiers,
  arms: {
    one: per(1),
    two: per(2),
    four: per(4),
    eight: per(8),
    all: imageRuns({ norm: { by: 'layer' }, batchSize: 32 }),
  },
  measure,
  effect: {
    name: 'error, one less two channels per group',
    unit: 'points',
    of: ({ one, two }) => one.error - two.error,
    rule: 'exceeds',
    margin: 1.4,
    because:
      'the paper has 2.8 points (28.4 against 25.6 %); half of that is the least that is the same statement',
  },
  also: [
    {
      name: 'error, mean of both ends less four channels per group',
      unit: 'points',
      of: ({ one, all, four }) => (one.error + all.error) / 2 - four.error,
      rule: 'exceeds',
      margin: 1.25,
      because: 'the paper has 2.5 points (28.4 and 25.3 against 24.3 %, from memory); half of that',
    },
  ],
  controls: {
    'eight in place of one channel': { one: 'eight' },
    'one in place of four channels': { four: 'one' },
  },
  curves,
});
