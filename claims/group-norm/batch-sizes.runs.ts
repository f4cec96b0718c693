import { defineRuns } from 'claimcheck';
import type { Norm } from './normalizers.ts';
import { curves, imageRuns, measure, paperTier, tiers } from './setting.ts';

/** Real minibatches, on one worker unless the tier has more: the same number of epochs, the learning rate in proportion to the batch. */
const at = (batchSize: number, by: Norm['by']) => imageRuns({ norm: { by }, batchSize });

/** Minibatches of 32 whose statistics are over fewer samples, as on many workers. */
const over = (statisticsOver: number) => imageRuns({ norm: { by: 'batch', statisticsOver }, batchSize: 32 });

/** Batch, group, layer and instance normalization at batches of 32 to 2. */
export default defineRuns({
  id: 'group-norm/batch-sizes',
  revision: 1,
  tiers: { ...tiers, paper: paperTier },
  arms: {
    batch32: at(32, 'batch'),
    batch16: at(16, 'batch'),
    batch8: at(8, 'batch'),
    batch4: at(4, 'batch'),
    batch2: at(2, 'batch'),
    group32: at(32, 'group'),
    group16: at(16, 'group'),
    group8: at(8, 'group'),
    group4: at(4, 'group'),
    group2: at(2, 'group'),
    layer32: at(32, 'layer'),
    layer16: at(16, 'layer'),
    layer8: at(8, 'layer'),
    layer4: at(4, 'layer'),
    layer2: at(2, 'layer'),
    instance32: at(32, 'instance'),
    instance16: at(16, 'instance'),
    instance8: at(8, 'instance'),
    instance4: at(4, 'instance'),
    instance2: at(2, 'instance'),
    over16: over(16),
    over8: over(8),
    over4: over(4),
    over2: over(2),
  },
  measure,
  curves,
});
