import { defineClaim } from '#claim';
import { paper } from './paper.ts';
import { curves, imageRuns, measure, tiers } from './setting.ts';

/** Real minibatches of 32 and of 2 samples, the same number of epochs, the learning rate in proportion. */
export default defineClaim({
  id: 'group-norm/stable',
  revision: 2,
  states:
    'The error of group normalization is as low with 2 samples a batch as with 32, where batch normalization degrades.',
  source: { paper, at: 'section 4.1, Table 2' },
  tiers,
  arms: {
    group32: imageRuns({ norm: { by: 'group' }, batchSize: 32 }),
    group2: imageRuns({ norm: { by: 'group' }, batchSize: 2 }),
    batch32: imageRuns({ norm: { by: 'batch' }, batchSize: 32 }),
    batch2: imageRuns({ norm: { by: 'batch' }, batchSize: 2 }),
  },
  measure,
  effect: {
    name: 'error at batch 2, batch less group normalization',
    unit: 'points',
    of: ({ batch2, group2 }) => batch2.error - group2.error,
    rule: 'exceeds',
    margin: 4,
    because: 'the paper has 10.6 points on ImageNet; less than half of that would not be the same statement',
  },
  also: [
    {
      name: 'error of group normalization, batch 2 less batch 32',
      unit: 'points',
      of: ({ group2, group32 }) => group2.error - group32.error,
      rule: 'staysBelow',
      margin: 2,
      because:
        'the paper has 0.2 points at most; 2 are about two standard errors of one run on 1000 test images',
    },
  ],
  controls: {
    'batch normalization with batches of 32': { batch2: 'batch32' },
  },
  curves,
});
