import { defineRuns } from 'claimcheck';
import { growth, recipe, scaled, type Size } from './recipe.ts';
import { curves, lookupRuns, measure } from './setting.ts';

const adamW = (times: number) => lookupRuns({ ...recipe(times), optimizer: 'adamW' });

/** LAMB on the attention model at four batch sizes, with rates from the recipe and from other rules, and AdamW by the recipe. */
export default defineRuns({
  id: 'lamb/batch-sizes',
  revision: 2,
  tiers: {
    smoke: { sequences: 262_144 } satisfies Size,
    standard: { sequences: 524_288 } satisfies Size,
    paper: { sequences: 2 ** 22, paperEpochs: 8, seeds: 3 } satisfies Size,
  },
  arms: {
    by1: lookupRuns(recipe(1)),
    by4: lookupRuns(recipe(4)),
    by16: lookupRuns(recipe(16)),
    by64: lookupRuns(recipe(growth)),
    constant16: lookupRuns(scaled(16, 1)),
    constant64: lookupRuns(scaled(growth, 1)),
    linear64: lookupRuns(scaled(growth, growth)),
    adamBy1: adamW(1),
    adamBy4: adamW(4),
    adamBy16: adamW(16),
    adamBy64: adamW(growth),
    rescaled: lookupRuns({ ...recipe(growth), rescaled: true }),
    adamRescaled: lookupRuns({ ...recipe(growth), optimizer: 'adamW', rescaled: true }),
  },
  measure,
  curves,
});
