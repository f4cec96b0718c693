import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { oneBlock } from './protocol.ts';
import { growth, recipe, type Size } from './recipe.ts';
import { curves, lookupRuns, measure } from './setting.ts';

const adamW = { optimizer: 'adamW' } as const;

/** Steps, the checkable part of a statement about time: runs whose whole schedule is shorter. */
export default defineClaim({
  id: 'lamb/speed',
  revision: 2,
  states:
    'Large batches with LAMB reach in fewer steps what small ones have not reached in three times as many.',
  source: {
    paper,
    at: 'abstract; Table 1: 76 minutes in place of three days',
    reading: 'body',
    version: 'arXiv, September 2019',
    reported:
      '1,000,000 steps and 81.4 hours at a batch of 512 (AdamW), 15,625 steps at 32K, 8,599 steps and 76.19 minutes at 64K and 32K',
  },
  protocol: oneBlock(
    'batches of 16 and 1024 in place of 512 and 32K',
    'numbers of steps in place of 76 minutes and three days',
  ),
  expected: 'inconclusive: non-specific',
  finding:
    'Fewer steps are what the larger batch gives, whichever optimizer takes them: AdamW by the same recipe does as well.',
  tiers: {
    smoke: { sequences: 262_144 } satisfies Size,
    standard: { sequences: 327_680 } satisfies Size,
  },
  arms: {
    large: lookupRuns({ ...recipe(growth), budget: 5 / 8 }),
    small: lookupRuns({ ...recipe(1), budget: 15 / 512 }),
    largeShort: lookupRuns({ ...recipe(growth), budget: 1 / 8 }),
    smallLong: lookupRuns({ ...recipe(1), budget: 1 / 8 }),
    adamLarge: lookupRuns({ ...recipe(growth), ...adamW, budget: 5 / 8 }),
    adamSmall: lookupRuns({ ...recipe(1), ...adamW, budget: 15 / 512 }),
  },
  measure,
  effect: {
    name: 'excess loss at batch 1024',
    unit: 'nats',
    of: ({ large }) => large.excess,
    rule: 'staysBelow',
    margin: 0.3,
    because: 'nine tenths of the 3 nats that there are to learn',
  },
  also: [
    {
      name: 'excess loss at batch 16 after three times as many steps',
      unit: 'nats',
      of: ({ small }) => small.excess,
      rule: 'exceeds',
      margin: 0.3,
      because:
        'three times as many steps must not be enough for the small batch; the 64-fold of the paper is not asked for',
    },
  ],
  controls: {
    'a fifth of the steps at batch 1024': { replace: 'large', with: 'largeShort' },
    'four times the steps at batch 16': { replace: 'small', with: 'smallLong' },
    'AdamW by the same recipe': [
      { replace: 'large', with: 'adamLarge' },
      { replace: 'small', with: 'adamSmall' },
    ],
  },
  curves,
});
