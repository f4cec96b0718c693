import type { ArgsDef } from 'citty';
import { engineNames } from './engine-names.ts';
import { tierValues } from './options.ts';

/** Options of what is trained, which `verify`, `plan` and `work` take alike. */
export const trainingOptions = {
  tier: {
    type: 'string',
    default: 'smoke',
    valueHint: tierValues,
    description: 'Sizes to train at',
  },
  engine: {
    type: 'string',
    default: 'auto',
    valueHint: engineNames.join('|'),
    description: 'What computes; "claimcheck doctor" shows which are here',
  },
  seeds: {
    type: 'string',
    default: 'judge',
    valueHint: 'judge|dev',
    description: 'dev while settings are chosen: decides nothing, and writes below <out>/dev',
  },
  'seed-base': {
    type: 'string',
    default: '0',
    valueHint: 'n',
    description: '0 for the published seeds, any other number for fresh ones',
  },
} as const satisfies ArgsDef;

export const publishedTimesOption = {
  reports: {
    type: 'string',
    valueHint: 'dir',
    description: 'Folder of published evidence, whose times are used (default: reports beside the claims)',
  },
} as const satisfies ArgsDef;
