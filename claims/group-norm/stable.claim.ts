import { defineClaim } from '#claim';
import runs from './batch-sizes.runs.ts';
import { paper } from './paper.ts';

/** Real minibatches of 32 and of 2 samples, the same number of epochs, the learning rate in proportion. */
export default defineClaim({
  id: 'group-norm/stable',
  revision: 3,
  states:
    'The error of group normalization is as low with 2 samples a batch as with 32, where batch normalization degrades.',
  source: { paper, at: 'section 4.1, Table 2' },
  ...runs.of(
    'batch32',
    'batch16',
    'batch8',
    'batch4',
    'batch2',
    'group32',
    'group16',
    'group8',
    'group4',
    'group2',
    'layer32',
    'layer16',
    'layer8',
    'layer4',
    'layer2',
    'instance32',
    'instance16',
    'instance8',
    'instance4',
    'instance2',
  ),
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
  figures: {
    'error against batch size': {
      x: { label: 'samples per batch', scale: 'log' },
      y: { label: 'test error (%)' },
      lines: (arms) => ({
        'batch normalization': [
          [32, arms.batch32.error],
          [16, arms.batch16.error],
          [8, arms.batch8.error],
          [4, arms.batch4.error],
          [2, arms.batch2.error],
        ],
        'group normalization': [
          [32, arms.group32.error],
          [16, arms.group16.error],
          [8, arms.group8.error],
          [4, arms.group4.error],
          [2, arms.group2.error],
        ],
        'layer normalization': [
          [32, arms.layer32.error],
          [16, arms.layer16.error],
          [8, arms.layer8.error],
          [4, arms.layer4.error],
          [2, arms.layer2.error],
        ],
        'instance normalization': [
          [32, arms.instance32.error],
          [16, arms.instance16.error],
          [8, arms.instance8.error],
          [4, arms.instance4.error],
          [2, arms.instance2.error],
        ],
      }),
    },
  },
});
