import { defineClaim } from '#claim';
import { paper } from './paper.ts';
import {
  baseRate,
  curves,
  largeBatch,
  lookupRuns,
  measure,
  recipe,
  type Size,
  smallBatch,
} from './setting.ts';

/** A batch 64 times larger with the recipe, on the same sequences, against the batch whose rate was chosen. */
export default defineClaim({
  id: 'lamb/no-degradation',
  revision: 1,
  states: 'With LAMB the batch grows 64-fold at a fixed budget of epochs without loss.',
  source: { paper, at: 'abstract; Table 1' },
  tiers: {
    smoke: { sequences: 262_144, seeds: 16 } satisfies Size,
    standard: { sequences: 524_288 } satisfies Size,
  },
  arms: {
    small: lookupRuns(recipe(smallBatch)),
    large: lookupRuns(recipe(largeBatch)),
    unscaled: lookupRuns({ batch: largeBatch, learningRate: baseRate }),
    linear: lookupRuns({ batch: largeBatch, learningRate: (baseRate * largeBatch) / smallBatch }),
  },
  measure,
  effect: {
    name: 'excess loss, batch 1024 less batch 16',
    unit: 'nats',
    of: ({ large, small }) => large.excess - small.excess,
    rule: 'staysBelow',
    margin: 0.1,
    because:
      'a thirtieth of the 3 nats that there are to learn; the scores of the paper differ by a hundredth',
  },
  controls: {
    'the learning rate of the small batch': { large: 'unscaled' },
    'a learning rate that grows with the batch, not with its root': { large: 'linear' },
  },
  curves,
});
