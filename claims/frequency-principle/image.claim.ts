import { defineClaim } from 'claimcheck';
import { imageRuns, measure, middles, type Size } from './images.ts';
import { paper } from './paper.ts';
import { captures, curves } from './waves.ts';

/** A picture appears coarse first. */
export default defineClaim({
  id: 'frequency-principle/image',
  revision: 1,
  states:
    'A network that is fitted to a natural image captures its low frequencies before its high frequencies.',
  source: { paper, at: 'abstract', reading: 'abstract', version: 'the arXiv version on natural images' },
  protocol: {
    fidelity: 'proxy',
    differences: [
      'random images with amplitudes that fall as |k|^-1.5, of at most 24 x 24 pixels, in place of photographs',
      'two hidden layers of at most 128 units in place of six of 100 to 500',
      'at most 3000 steps in place of up to 100,000',
    ],
  },
  tiers: {
    smoke: { pixels: 16, width: 64, steps: 2000 } satisfies Size,
    standard: { pixels: 24, width: 128, steps: 3000 } satisfies Size,
  },
  arms: {
    tanh: imageRuns({ activation: 'tanh' }),
    relu: imageRuns({ activation: 'relu' }),
    rough: imageRuns({ activation: 'sine', firstStd: 25 }),
  },
  measure,
  effect: {
    name: 'steps to a relative error of 0.5, each band of frequencies over the one below it; the least, tanh',
    unit: 'ratio',
    of: ({ tanh }) => tanh.leastRatio,
    rule: 'exceeds',
    margin: 2,
    because: '1 is the order; a band spans a factor of two in frequency, and takes at least as much longer',
  },
  also: [
    {
      name: 'the same, ReLU',
      unit: 'ratio',
      of: ({ relu }) => relu.leastRatio,
      rule: 'exceeds',
      margin: 2,
      because: 'as for tanh',
    },
  ],
  controls: {
    'first layer of sines of large frequency': [
      { replace: 'tanh', with: 'rough' },
      { replace: 'relu', with: 'rough' },
    ],
  },
  curves,
  figures: {
    'capture by band': {
      x: { label: 'periods over the image, middle of the band', scale: 'log' },
      y: { label: 'steps to a relative error of 0.5', scale: 'log' },
      lines: ({ tanh, relu, rough }) => ({
        tanh: captures(middles, tanh),
        ReLU: captures(middles, relu),
        sines: captures(middles, rough),
      }),
    },
  },
});
