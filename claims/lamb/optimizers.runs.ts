import { defineRuns } from 'claimcheck';
import { imageRuns } from './images.ts';
import type { OptimizerName } from './optimizers.ts';
import { growth, momentumRate, recipe, type Size } from './recipe.ts';
import { curves, lookupRuns, measure } from './setting.ts';

const at = (optimizer: OptimizerName, learningRate: number) =>
  lookupRuns({ optimizer, times: growth, learningRate });

/** LARS with momentum's own rate for what it leaves out: at its own rate, small as it is relative to weights, these hardly move. */
const larsAt = (learningRate: number) =>
  lookupRuns({ optimizer: 'larsMomentum', times: growth, learningRate, momentumRate });

/** LAMB by its recipe and other optimizers at rates of their own, on an attention model and on images, in large batches. */
export default defineRuns({
  id: 'lamb/optimizers',
  revision: 2,
  tiers: {
    smoke: { sequences: 262_144 } satisfies Size,
    standard: { sequences: 524_288 } satisfies Size,
    paper: { sequences: 2 ** 22, paperEpochs: 8, seeds: 3 } satisfies Size,
  },
  arms: {
    lamb: lookupRuns(recipe(growth)),
    larsLow: larsAt(0.023),
    lars: larsAt(0.032),
    larsHigh: larsAt(0.045),
    larsAlone: at('lars', 0.045),
    adamW: at('adamW', 0.032),
    momentum: at('momentum', momentumRate),
    imagesLamb: imageRuns({ learningRate: 0.05, paperRate: 0.02 }),
    imagesLars: imageRuns({ optimizer: 'lars', learningRate: 0.1 }),
    imagesSlow: imageRuns({ learningRate: 0.002, paperRate: 0.0008 }),
  },
  measure,
  curves,
});
