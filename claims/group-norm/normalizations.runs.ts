import { defineRuns } from 'claimcheck';
import type { Norm } from './normalizers.ts';
import { curves, imageRuns, longTiers, measure } from './setting.ts';

const by = (norm: Norm) => imageRuns({ norm, batchSize: 32 });

/** All normalizations, and groups of any number of channels, at batches of 32. */
export default defineRuns({
  id: 'group-norm/normalizations',
  revision: 1,
  tiers: longTiers,
  arms: {
    batch: by({ by: 'batch' }),
    group: by({ by: 'group' }),
    layer: by({ by: 'layer' }),
    instance: by({ by: 'instance' }),
    batchOver2: by({ by: 'batch', statisticsOver: 2 }),
    perTwo: by({ by: 'group', channelsPerGroup: 2 }),
    perFour: by({ by: 'group', channelsPerGroup: 4 }),
    perEight: by({ by: 'group', channelsPerGroup: 8 }),
  },
  measure,
  curves,
});
