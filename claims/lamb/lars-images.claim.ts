import { defineClaim } from 'claimcheck';
import runs from './optimizers.runs.ts';
import { paper } from './paper.ts';
import { images } from './protocol.ts';

/** Where LARS comes from; what it does with attention is `lars-attention`. */
export default defineClaim({
  id: 'lamb/lars-images',
  revision: 1,
  states: 'On images LARS does as well as LAMB.',
  source: {
    paper,
    at: 'abstract: the gains of LARS are not the same over tasks; ResNet-50',
    reading: 'second-hand',
    reported:
      '77.38 to 76.75 % at batches of 4K to 32K with LARS, 76.92 to 76.42 % with LAMB (ImageNet, by others)',
  },
  protocol: { smoke: images, standard: images },
  ...runs.of('imagesLamb', 'imagesLars', 'imagesSlow'),
  effect: {
    name: 'error on images, LARS less LAMB',
    unit: 'points',
    of: ({ imagesLars, imagesLamb }) => imagesLars.error - imagesLamb.error,
    rule: 'staysBelow',
    margin: 0.4,
    because:
      'what the paper counts as a lead on CIFAR-10 (LAMB with 94.1 % before momentum with 93.7 %, by the account of others)',
  },
  also: [
    {
      name: 'error on images with LARS',
      unit: '%',
      of: ({ imagesLars }) => imagesLars.error,
      rule: 'staysBelow',
      margin: 9,
      because: 'it learnt them: a tenth of the 90 % of guessing',
    },
  ],
  controls: {
    'LAMB at a twenty-fifth of its rate in place of LARS': { replace: 'imagesLars', with: 'imagesSlow' },
  },
});
