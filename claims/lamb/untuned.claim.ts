import { defineClaim } from '#claim';
import { paper } from './paper.ts';
import { baseRate, curves, lookupRuns, measure, recipe, type Size } from './setting.ts';

/** Four batch sizes, 64-fold apart, with rates from the recipe alone. */
export default defineClaim({
  id: 'lamb/untuned',
  revision: 1,
  states:
    'LAMB needs next to no tuning: with a learning rate that grows as the root of the batch and a warm-up in proportion ' +
    'to it, quality stays the same over all batch sizes.',
  source: { paper, at: 'Tables 4 and 5' },
  tiers: {
    smoke: { sequences: 262_144, seeds: 16 } satisfies Size,
    standard: { sequences: 524_288 } satisfies Size,
  },
  arms: {
    batch16: lookupRuns(recipe(16)),
    batch64: lookupRuns(recipe(64)),
    batch256: lookupRuns(recipe(256)),
    batch1024: lookupRuns(recipe(1024)),
    constant1024: lookupRuns({ batch: 1024, learningRate: baseRate }),
    constant256: lookupRuns({ batch: 256, learningRate: baseRate }),
  },
  measure,
  effect: {
    name: 'excess loss, worst less best of four batch sizes',
    unit: 'nats',
    of: ({ batch16, batch64, batch256, batch1024 }) => {
      const losses = [batch16, batch64, batch256, batch1024].map(({ excess }) => excess);
      return Math.max(...losses) - Math.min(...losses);
    },
    rule: 'staysBelow',
    margin: 0.1,
    because:
      'a thirtieth of the 3 nats that there are to learn; the scores of the paper stay within a hundredth',
  },
  controls: {
    'one learning rate for all batch sizes': { batch256: 'constant256', batch1024: 'constant1024' },
  },
  curves,
});
