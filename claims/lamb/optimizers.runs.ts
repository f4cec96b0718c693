import { defineRuns } from 'claimcheck';
import { imageRuns } from './images.ts';
import type { OptimizerName } from './optimizers.ts';
import { growth, recipe, type Size } from './recipe.ts';
import { curves, lookupRuns, measure } from './setting.ts';

const at = (optimizer: OptimizerName, learningRate: number) =>
  lookupRuns({ optimizer, times: growth, learningRate });

/** LAMB by its recipe and other optimizers at rates of their own, on an attention model and on images, in large batches. */
export default defineRuns({
  id: 'lamb/optimizers',
  revision: 1,
  tiers: {
    smoke: { sequences: 262_144 } satisfies Size,
    standard: { sequences: 262_144 } satisfies Size,
    paper: { sequences: 2 ** 22, paperEpochs: 8, seeds: 3 } satisfies Size,
  },
  arms: {
    lamb: lookupRuns(recipe(growth)),
    lars: at('lars', 0.045),
    larsLow: at('lars', 0.032),
    larsHigh: at('lars', 0.064),
    adamW: at('adamW', 0.032),
    momentum: at('momentum', 0.3),
    imagesLamb: imageRuns({ learningRate: 0.05, paperRate: 0.02 }),
    imagesLars: imageRuns({ optimizer: 'lars', learningRate: 0.1 }),
    imagesAdamW: imageRuns({ optimizer: 'adamW', learningRate: 0.03, paperRate: 0.003 }),
    imagesMomentum: imageRuns({ optimizer: 'momentum', learningRate: 0.3 }),
    imagesSlow: imageRuns({ learningRate: 0.002, paperRate: 0.0008 }),
  },
  measure,
  curves,
});
