import { defineClaim } from '#claim';
import { paper } from './paper.ts';
import { curves, imageRuns, measure, tiers } from './setting.ts';

/** Minibatches of 32 in every `over` arm: only the number of samples that share statistics differs. */
const over = (statisticsOver: number) => imageRuns({ norm: { by: 'batch', statisticsOver }, batchSize: 32 });

export default defineClaim({
  id: 'group-norm/bn-small-batch',
  revision: 1,
  states:
    'The error of batch normalization grows fast as the batch of its statistics shrinks, because they become inaccurate.',
  source: { paper, at: 'Fig. 1, Fig. 5, Table 2' },
  tiers,
  arms: {
    over32: over(32),
    over16: over(16),
    over8: over(8),
    over4: over(4),
    over2: over(2),
    group32: imageRuns({ norm: { by: 'group' }, batchSize: 32 }),
    group2: imageRuns({ norm: { by: 'group' }, batchSize: 2 }),
  },
  measure,
  effect: {
    name: 'error of batch normalization, statistics over 2 less over 32 samples',
    unit: 'points',
    of: ({ over2, over32 }) => over2.error - over32.error,
    rule: 'exceeds',
    margin: 4,
    because:
      'the paper has 11.1 points (34.7 against 23.6 %); a third of that would not be the same statement',
  },
  also: [
    {
      name: 'what the cut from 8 to 2 samples costs more than the cut from 32 to 8',
      unit: 'points',
      of: ({ over32, over8, over2 }) => over2.error - over8.error - (over8.error - over32.error),
      rule: 'exceeds',
      margin: 4,
      because: 'the paper has 9.9 against 1.2 points: "fast" is that the second fourfold cut costs far more',
    },
  ],
  controls: {
    'statistics over 16 samples': { over2: 'over16' },
    'group normalization, minibatches of 2': { over2: 'group2', over32: 'group32' },
  },
  curves,
});
