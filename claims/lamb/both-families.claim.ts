import { defineClaim } from 'claimcheck';
import runs from './optimizers.runs.ts';
import { paper } from './paper.ts';

/** LAMB and its rivals on an attention model and on a residual convolutional network. */
export default defineClaim({
  id: 'lamb/both-families',
  revision: 2,
  states: 'LAMB does as well as the best other optimizer on attention models and on convolutional networks.',
  source: { paper, at: 'abstract', reading: 'abstract' },
  expected: 'refuted',
  finding:
    'On attention LAMB is the best of the four, AdamW close behind; on the images LARS is, and LAMB makes about half a point to a ' +
    'point more errors than the best. AdamW, which is LAMB without the trust ratio, is as far behind as LAMB.',
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
      margin: 0.4,
      because:
        'what the paper counts as a lead on CIFAR-10 (LAMB with 94.1 % before momentum with 93.7 %, by the account of others)',
    },
  ],
  requires: [
    {
      name: 'error on images with LAMB',
      unit: '%',
      of: ({ imagesLamb }) => imagesLamb.error,
      rule: 'staysBelow',
      margin: 9,
      because: 'it learnt them: a tenth of the 90 % of guessing',
    },
    {
      name: 'excess loss of LAMB',
      unit: 'nats',
      of: ({ lamb }) => lamb.excess,
      rule: 'staysBelow',
      margin: 0.3,
      because: 'it learnt nine tenths of the 3 nats that there are to learn',
    },
  ],
  controls: {
    'AdamW in place of LAMB': [
      { replace: 'lamb', with: 'adamW' },
      { replace: 'imagesLamb', with: 'imagesAdamW' },
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
