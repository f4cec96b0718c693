import { defineClaim } from 'claimcheck';
import { fitted } from './fitted.ts';
import runs from './normalizations.runs.ts';
import { paper } from './paper.ts';
import { channelGroups } from './protocol.ts';

/** From instance normalization (one channel per group) to layer normalization (all channels in one, `layer-behind`). */
export default defineClaim({
  id: 'group-norm/groups',
  revision: 3,
  states:
    'A group of two channels already has a far lower error than one channel by itself, instance normalization.',
  source: {
    paper,
    at: 'section 4.1, Table 3',
    reading: 'body',
    reported: '28.4 % error with one channel per group, 25.6 % with two',
  },
  protocol: channelGroups,
  ...runs.of('instance', 'perTwo', 'perEight', 'layer'),
  effect: {
    name: 'error, one less two channels per group',
    unit: 'points',
    of: ({ instance, perTwo }) => instance.error - perTwo.error,
    rule: 'exceeds',
    margin: 1.4,
    because: 'half of the 2.8 points that the paper has (28.4 against 25.6 %)',
  },
  requires: [fitted('instance', 'perTwo')],
  controls: {
    'eight in place of one channel': { replace: 'instance', with: 'perEight' },
  },
  figures: {
    'error against channels per group': {
      x: { label: 'channels per group of the widest layer', scale: 'log' },
      y: { label: 'test error (%)' },
      lines: ({ instance, perTwo, perEight, layer }) => ({
        'group normalization': [
          [1, instance.error],
          [2, perTwo.error],
          [8, perEight.error],
          [64, layer.error],
        ],
      }),
    },
  },
});
