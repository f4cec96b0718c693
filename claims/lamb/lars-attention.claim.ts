import { defineClaim } from '#claim';
import { paper } from './paper.ts';
import { curves, largeBatch, lookupRuns, measure, recipe, type Size } from './setting.ts';

const lars = (learningRate: number) => lookupRuns({ optimizer: 'lars', batch: largeBatch, learningRate });

/** LARS at the best of three learning rates, chosen on the test loss, against LAMB at the rate that its recipe gives. */
export default defineClaim({
  id: 'lamb/lars-attention',
  revision: 1,
  states: 'On attention models LARS is worse than LAMB at large batches.',
  source: { paper, at: 'abstract; Table 2' },
  tiers: {
    smoke: { sequences: 262_144, seeds: 16 } satisfies Size,
    standard: { sequences: 262_144 } satisfies Size,
  },
  arms: {
    lamb: lookupRuns(recipe(largeBatch)),
    larsLow: lars(0.032),
    larsMiddle: lars(0.045),
    larsHigh: lars(0.064),
    adamW: lookupRuns({ optimizer: 'adamW', batch: largeBatch, learningRate: 0.032 }),
  },
  measure,
  effect: {
    name: 'excess loss, LARS at its best learning rate less LAMB',
    unit: 'nats',
    of: ({ lamb, larsLow, larsMiddle, larsHigh }) =>
      Math.min(larsLow.excess, larsMiddle.excess, larsHigh.excess) - lamb.excess,
    rule: 'exceeds',
    margin: 0.1,
    because:
      'what LAMB is allowed to lose by a batch 64 times larger; the paper has differences of 1 in 91 points',
  },
  controls: {
    'AdamW in place of one of the LARS': { larsMiddle: 'adamW' },
  },
  curves,
});
