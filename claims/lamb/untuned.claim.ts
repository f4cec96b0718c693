import { defineClaim } from 'claimcheck';
import runs from './batch-sizes.runs.ts';
import { paper } from './paper.ts';
import { transformers } from './protocol.ts';

/** Four batch sizes, 64-fold apart, with rates from the recipe alone. */
export default defineClaim({
  id: 'lamb/untuned',
  revision: 2,
  states:
    'LAMB needs next to no tuning: with a learning rate that grows as the root of the batch and a warm-up in proportion ' +
    'to it, quality stays the same over all batch sizes.',
  source: {
    paper,
    at: 'recipe (Tables 4 and 5); scores of Table 1',
    reading: 'second-hand',
    reported: 'F1 from 91.137 to 91.946 at seven batches from 512 to 32K',
  },
  protocol: transformers(
    'four batches from 16 to 1024 in place of seven from 512 to 32K',
    'four batches from 64 to 4096 in place of seven from 512 to 32K',
  ),
  expected: 'inconclusive: non-specific',
  finding:
    'The recipe holds, and it is not the trust ratio that makes it hold: AdamW by the same recipe, from the same rate at the small ' +
    'batch, stays as close together. One learning rate for all batches does not.',
  ...runs.of(
    'by1',
    'by4',
    'by16',
    'by64',
    'constant16',
    'constant64',
    'adamBy1',
    'adamBy4',
    'adamBy16',
    'adamBy64',
  ),
  effect: {
    name: 'excess loss, worst less best of four batch sizes',
    unit: 'nats',
    of: ({ by1, by4, by16, by64 }) => {
      const losses = [by1, by4, by16, by64].map(({ excess }) => excess);
      return Math.max(...losses) - Math.min(...losses);
    },
    rule: 'staysBelow',
    margin: 0.1,
    because:
      'a thirtieth of the 3 nats that there are to learn; the scores of the paper stay within a hundredth, 0.81 of 91.9',
  },
  controls: {
    'one learning rate for all batch sizes': [
      { replace: 'by16', with: 'constant16' },
      { replace: 'by64', with: 'constant64' },
    ],
    'AdamW by the same recipe': [
      { replace: 'by1', with: 'adamBy1' },
      { replace: 'by4', with: 'adamBy4' },
      { replace: 'by16', with: 'adamBy16' },
      { replace: 'by64', with: 'adamBy64' },
    ],
  },
  figures: {
    'excess loss against the batch': {
      x: { label: 'sequences of a step, in units of the small batch', scale: 'log' },
      y: { label: 'excess loss (nats)', scale: 'log' },
      lines: ({ by1, by4, by16, by64, constant16, constant64 }) => ({
        'rate with the root of the batch': [
          [1, by1.excess],
          [4, by4.excess],
          [16, by16.excess],
          [64, by64.excess],
        ],
        'the same rate': [
          [1, by1.excess],
          [16, constant16.excess],
          [64, constant64.excess],
        ],
      }),
    },
  },
});
