import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { growth, recipe, type Size } from './recipe.ts';
import { curves, lookupRuns, measure } from './setting.ts';

/** Steps, the checkable part of a statement about time: runs whose whole schedule is shorter. */
export default defineClaim({
  id: 'lamb/speed',
  revision: 1,
  states: 'Large batches reach the same quality in far fewer steps.',
  source: {
    paper,
    at: 'abstract; Table 1: 76 minutes in place of three days',
    reading: 'body',
    version: 'arXiv, September 2019',
    reported:
      '1,000,000 steps and 81.4 hours at a batch of 512 (AdamW), 15,625 steps at 32K, 8,599 steps and 76.19 minutes at 64K and 32K',
  },
  tiers: {
    smoke: { sequences: 262_144 } satisfies Size,
    standard: { sequences: 262_144 } satisfies Size,
  },
  arms: {
    large160: lookupRuns({ ...recipe(growth), budget: 5 / 8 }),
    small480: lookupRuns({ ...recipe(1), budget: 15 / 512 }),
    large32: lookupRuns({ ...recipe(growth), budget: 1 / 8 }),
    small2048: lookupRuns({ ...recipe(1), budget: 1 / 8 }),
  },
  measure,
  effect: {
    name: 'excess loss of 160 steps at batch 1024',
    unit: 'nats',
    of: ({ large160 }) => large160.excess,
    rule: 'staysBelow',
    margin: 0.3,
    because: 'nine tenths of the 3 nats that there are to learn',
  },
  also: [
    {
      name: 'excess loss of 480 steps at batch 16',
      unit: 'nats',
      of: ({ small480 }) => small480.excess,
      rule: 'exceeds',
      margin: 0.3,
      because:
        'three times as many steps must not be enough for the small batch; the 64-fold of the paper is not asked for',
    },
  ],
  controls: {
    'a fifth of the steps at batch 1024': { replace: 'large160', with: 'large32' },
    'four times the steps at batch 16': { replace: 'small480', with: 'small2048' },
  },
  curves,
});
