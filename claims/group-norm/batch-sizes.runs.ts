import { defineRuns } from 'claimcheck';
import { curves, hardTiers, imageRuns, measure, paperTier } from './setting.ts';

/** Minibatches of 32 whose statistics are over fewer samples, as on many workers. */
const over = (statisticsOver: number) => imageRuns({ norm: { by: 'batch', statisticsOver }, batchSize: 32 });

/** Real minibatches of group normalization, with a learning rate in proportion to them unless it is that of others. */
const group = (batchSize: number, rateOf = batchSize) =>
  imageRuns({ norm: { by: 'group' }, batchSize, rateOf });

/** Batch normalization with statistics over 32 to 2 samples, group normalization at batches of 32 and 2. */
export default defineRuns({
  id: 'group-norm/batch-sizes',
  revision: 2,
  tiers: { ...hardTiers, paper: paperTier },
  arms: {
    batch32: imageRuns({ norm: { by: 'batch' }, batchSize: 32 }),
    over16: over(16),
    over8: over(8),
    over4: over(4),
    over2: over(2),
    group32: group(32),
    group2: group(2),
    group2Fast: group(2, 32),
  },
  measure,
  curves,
});
