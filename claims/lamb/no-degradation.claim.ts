import { defineClaim } from 'claimcheck';
import runs from './batch-sizes.runs.ts';
import { paper } from './paper.ts';
import { transformers } from './protocol.ts';

/** A batch 64 times larger with the recipe, on the same sequences, against the batch whose rate was chosen. */
export default defineClaim({
  id: 'lamb/no-degradation',
  revision: 2,
  states: 'With LAMB the batch grows 64-fold at a fixed budget of epochs without loss.',
  source: {
    paper,
    at: 'abstract; Table 1',
    reading: 'body',
    version: 'arXiv, September 2019',
    reported: 'F1 of 91.752 at a batch of 512 and 91.475 at 32K (AdamW at 512: 90.395)',
  },
  protocol: transformers(
    'batches of 16 and 1024 in place of 512 and 32K',
    'batches of 64 and 4096 in place of 512 and 32K',
  ),
  expected: 'inconclusive: non-specific',
  finding:
    'The batch grows without loss, and without the trust ratio as well: AdamW by the same recipe loses no more. What fails is ' +
    'another rule for the learning rate.',
  ...runs.of('by1', 'by64', 'constant64', 'linear64', 'adamBy1', 'adamBy64'),
  effect: {
    name: 'excess loss, 64 times the batch less the batch',
    unit: 'nats',
    of: ({ by64, by1 }) => by64.excess - by1.excess,
    rule: 'staysBelow',
    margin: 0.1,
    because:
      'a thirtieth of the 3 nats that there are to learn; the scores of the paper differ by a third of a hundredth, 0.28 of 91.75',
  },
  controls: {
    'the learning rate of the small batch': { replace: 'by64', with: 'constant64' },
    'a learning rate that grows with the batch, not with its root': { replace: 'by64', with: 'linear64' },
    'AdamW by the same recipe': [
      { replace: 'by1', with: 'adamBy1' },
      { replace: 'by64', with: 'adamBy64' },
    ],
  },
  figures: {
    'excess loss against the batch': {
      x: { label: 'sequences of a step, in units of the small batch', scale: 'log' },
      y: { label: 'excess loss (nats)', scale: 'log' },
      lines: ({ by1, by64, constant64, linear64 }) => ({
        'rate with the root of the batch': [
          [1, by1.excess],
          [64, by64.excess],
        ],
        'the same rate': [
          [1, by1.excess],
          [64, constant64.excess],
        ],
        'rate with the batch': [
          [1, by1.excess],
          [64, linear64.excess],
        ],
      }),
    },
  },
});
