import type { ArgsDef } from 'citty';
import type { SeedFamily, Tier } from '#core';
import { engineNames } from './engine-names.ts';
import { parseSeedFamily, parseTier, tierValues, wholeNumber } from './options.ts';

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

/** What is trained, as asked for. */
export function parseTraining(given: Readonly<Record<'tier' | 'seeds' | 'seed-base', string>>): {
  readonly tier: Tier;
  readonly family: SeedFamily;
  readonly seedBase: number;
} {
  return {
    tier: parseTier(given.tier),
    family: parseSeedFamily(given.seeds),
    seedBase: wholeNumber('--seed-base', given['seed-base'], 0),
  };
}
