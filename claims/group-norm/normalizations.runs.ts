import { defineRuns } from 'claimcheck';
import type { Norm } from './normalizers.ts';
import { curves, fittedTiers, imageRuns, measure } from './setting.ts';

const by = (norm: Norm) => imageRuns({ norm, batchSize: 32 });

/** All normalizations, and groups of any number of channels, at batches of 32. */
export default defineRuns({
  id: 'group-norm/normalizations',
  revision: 2,
  tiers: {
    smoke: { ...fittedTiers.smoke, epochs: 12 },
    standard: { ...fittedTiers.standard, epochs: 12 },
  },
  arms: {
    batch: by({ by: 'batch' }),
    group: by({ by: 'group' }),
    layer: by({ by: 'layer' }),
    instance: by({ by: 'instance' }),
    groupSlow: imageRuns({ norm: { by: 'group' }, batchSize: 32, rateOf: 3.2 }),
    perTwo: by({ by: 'group', channelsPerGroup: 2 }),
    perEight: by({ by: 'group', channelsPerGroup: 8 }),
  },
  measure,
  curves,
});
