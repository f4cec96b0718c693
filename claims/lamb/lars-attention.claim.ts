import { defineClaim } from 'claimcheck';
import runs from './optimizers.runs.ts';
import { paper } from './paper.ts';
import { transformers } from './protocol.ts';

/**
 * LARS at the best of three learning rates, chosen on the test loss, against LAMB at the rate that its recipe gives. What LARS
 * leaves out of its layers, biases and gains, has the rate of plain momentum.
 */
export default defineClaim({
  id: 'lamb/lars-attention',
  revision: 3,
  states: 'On attention models LARS is worse than LAMB at large batches.',
  source: {
    paper,
    at: 'abstract; the table of LARS beside LAMB on BERT',
    reading: 'body',
    version: 'arXiv, September 2019',
    reported:
      'F1 of 90.717 (batch of 512), 90.548 (8K) and 89.589 (16K), divergence at 32K; LAMB 91.752, 91.263, 91.345 and 91.475; AdamW ' +
      '90.395 at 512',
  },
  protocol: transformers(
    'a batch of 1024 in place of seven from 512 to 32K',
    'a batch of 4096 in place of seven from 512 to 32K',
    'LARS without biases and gains, which momentum trains, in place of LARS for all parameters',
  ),
  expected: { standard: 'inconclusive: budget' },
  finding: 'In twice the steps the gap closes to the margin: about half of the seeds are beyond it.',
  ...runs.of('lamb', 'larsLow', 'lars', 'larsHigh', 'larsAlone', 'adamW'),
  effect: {
    name: 'excess loss, LARS at its best learning rate less LAMB',
    unit: 'nats',
    of: ({ lamb, larsLow, lars, larsHigh }) =>
      Math.min(larsLow.excess, lars.excess, larsHigh.excess) - lamb.excess,
    rule: 'exceeds',
    margin: 0.03,
    because:
      'a hundredth of the 3 nats that there are to learn; the paper has LARS 0.6 to 1.8 points of about 91 behind, 0.7 to 2 ' +
      'hundredths, and diverging at the largest batch',
  },
  requires: [
    {
      name: 'excess loss of the worse of LAMB and the best LARS',
      unit: 'nats',
      of: ({ lamb, larsLow, lars, larsHigh }) =>
        Math.max(lamb.excess, Math.min(larsLow.excess, lars.excess, larsHigh.excess)),
      rule: 'staysBelow',
      margin: 0.6,
      because:
        'both learnt four fifths of the 3 nats that there are to learn: a gap of the margin would be seen',
    },
  ],
  controls: {
    'AdamW in place of LARS': [
      { replace: 'larsLow', with: 'adamW' },
      { replace: 'lars', with: 'adamW' },
      { replace: 'larsHigh', with: 'adamW' },
    ],
  },
  figures: {
    'excess loss against the learning rate': {
      x: { label: 'largest learning rate', scale: 'log' },
      y: { label: 'excess loss (nats)', scale: 'log' },
      lines: ({ lamb, larsLow, lars, larsHigh, larsAlone }) => {
        const points = (...runs: (typeof lamb)[]) =>
          runs.map(({ learningRate, excess }) => [learningRate, excess] as const);
        return {
          'LARS, momentum for biases and gains': points(larsLow, lars, larsHigh),
          'LARS alone': points(larsAlone),
          LAMB: points(lamb),
        };
      },
    },
  },
});
