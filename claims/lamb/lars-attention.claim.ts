import { defineClaim } from 'claimcheck';
import runs from './optimizers.runs.ts';
import { paper } from './paper.ts';

/** LARS at the best of three learning rates, chosen on the test loss, against LAMB at the rate that its recipe gives. */
export default defineClaim({
  id: 'lamb/lars-attention',
  revision: 1,
  states: 'On attention models LARS is worse than LAMB at large batches.',
  source: {
    paper,
    at: 'abstract; the table of LARS beside LAMB on BERT',
    reading: 'body',
    version: 'arXiv, September 2019',
    reported:
      'F1 of 90.717 (batch of 512), 90.548 (8K) and 89.589 (16K), divergence at 32K; LAMB 91.752, 91.263, 91.345 and 91.475',
  },
  ...runs.of('lamb', 'larsLow', 'lars', 'larsHigh', 'adamW'),
  effect: {
    name: 'excess loss, LARS at its best learning rate less LAMB',
    unit: 'nats',
    of: ({ lamb, larsLow, lars, larsHigh }) =>
      Math.min(larsLow.excess, lars.excess, larsHigh.excess) - lamb.excess,
    rule: 'exceeds',
    margin: 0.1,
    because:
      'what LAMB is allowed to lose by a batch 64 times larger; the paper has LARS 0.6 to 1.8 points of about 91 behind, and ' +
      'diverging at the largest batch',
  },
  controls: {
    'AdamW in place of one of the LARS': { replace: 'lars', with: 'adamW' },
  },
  figures: {
    'excess loss against the learning rate': {
      x: { label: 'largest learning rate', scale: 'log' },
      y: { label: 'excess loss (nats)', scale: 'log' },
      lines: ({ lamb, larsLow, lars, larsHigh, adamW }) => {
        const points = (...runs: (typeof lamb)[]) =>
          runs.map(({ learningRate, excess }) => [learningRate, excess] as const);
        return { LARS: points(larsLow, lars, larsHigh), LAMB: points(lamb), AdamW: points(adamW) };
      },
    },
  },
});
