import { defineClaim } from '#claim';
import { imageRuns } from './images.ts';
import { paper } from './paper.ts';
import { curves, largeBatch, lookupRuns, measure, recipe, type Size } from './setting.ts';

/** LAMB and its rivals on an attention model and on a residual convolutional network. */
export default defineClaim({
  id: 'lamb/both-families',
  revision: 1,
  states: 'LAMB does as well as the best other optimizer on attention models and on convolutional networks.',
  source: { paper, at: 'abstract; Tables 1 and 3' },
  tiers: {
    smoke: { sequences: 262_144, seeds: 16 } satisfies Size,
    standard: { sequences: 262_144 } satisfies Size,
  },
  arms: {
    lamb: lookupRuns(recipe(largeBatch)),
    lars: lookupRuns({ optimizer: 'lars', batch: largeBatch, learningRate: 0.045 }),
    adamW: lookupRuns({ optimizer: 'adamW', batch: largeBatch, learningRate: 0.032 }),
    momentum: lookupRuns({ optimizer: 'momentum', batch: largeBatch, learningRate: 0.3 }),
    imagesLamb: imageRuns({ learningRate: 0.05 }),
    imagesLars: imageRuns({ optimizer: 'lars', learningRate: 0.1 }),
    imagesAdamW: imageRuns({ optimizer: 'adamW', learningRate: 0.03 }),
    imagesMomentum: imageRuns({ optimizer: 'momentum', learningRate: 0.3 }),
    imagesSlow: imageRuns({ learningRate: 0.002 }),
  },
  measure,
  effect: {
    name: 'excess loss on the attention model, LAMB less the best of LARS, AdamW and momentum',
    unit: 'nats',
    of: ({ lamb, lars, adamW, momentum }) =>
      lamb.excess - Math.min(lars.excess, adamW.excess, momentum.excess),
    rule: 'staysBelow',
    margin: 0.1,
    because: 'as much as LAMB may lose by a batch 64 times larger: a thirtieth of what there is to learn',
  },
  also: [
    {
      name: 'error on images, LAMB less the best of LARS, AdamW and momentum',
      unit: 'points',
      of: ({ imagesLamb, imagesLars, imagesAdamW, imagesMomentum }) =>
        imagesLamb.error - Math.min(imagesLars.error, imagesAdamW.error, imagesMomentum.error),
      rule: 'staysBelow',
      margin: 3,
      because: 'three standard errors of the difference of two errors of 5 % on 1000 images each',
    },
  ],
  controls: {
    'LARS in place of LAMB, which does as well on images': { lamb: 'lars', imagesLamb: 'imagesLars' },
    'LAMB on images at a twenty-fifth of its learning rate': { imagesLamb: 'imagesSlow' },
  },
  curves,
});
