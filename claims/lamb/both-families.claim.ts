import { defineClaim } from 'claimcheck';
import runs from './optimizers.runs.ts';
import { paper } from './paper.ts';

/** LAMB and its rivals on an attention model and on a residual convolutional network. */
export default defineClaim({
  id: 'lamb/both-families',
  revision: 1,
  states: 'LAMB does as well as the best other optimizer on attention models and on convolutional networks.',
  source: { paper, at: 'abstract', reading: 'abstract' },
  ...runs.of(
    'lamb',
    'lars',
    'adamW',
    'momentum',
    'imagesLamb',
    'imagesLars',
    'imagesAdamW',
    'imagesMomentum',
    'imagesSlow',
  ),
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
    'LARS in place of LAMB, which does as well on images': [
      { replace: 'lamb', with: 'lars' },
      { replace: 'imagesLamb', with: 'imagesLars' },
    ],
    'LAMB on images at a twenty-fifth of its learning rate': { replace: 'imagesLamb', with: 'imagesSlow' },
  },
  figures: {
    'both models': {
      x: { label: 'excess loss on the attention model (nats)', scale: 'log' },
      y: { label: 'error on images (%)' },
      lines: (arms) => ({
        LAMB: [[arms.lamb.excess, arms.imagesLamb.error]],
        LARS: [[arms.lars.excess, arms.imagesLars.error]],
        AdamW: [[arms.adamW.excess, arms.imagesAdamW.error]],
        momentum: [[arms.momentum.excess, arms.imagesMomentum.error]],
      }),
    },
  },
});
