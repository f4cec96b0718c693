/** By name, the modules of `src` that a sabotage replaces, each with a file of `replacements/`. */
export const trainingSabotages = {
  'rate 0': {
    'nn/optimizer-options.ts': 'rate-zero-optimizer-options.ts',
    'nn/layerwise.ts': 'rate-zero-layerwise.ts',
  },
  'labels shuffled': { 'data/index.ts': 'shuffled-labels-data.ts' },
  'no normalization': {
    'nn/affine-norm.ts': 'no-normalization-affine-norm.ts',
    'nn/normalize.ts': 'no-normalization-normalize.ts',
  },
  'no weight decay': {
    'nn/optimizer-options.ts': 'no-decay-optimizer-options.ts',
    'nn/layerwise.ts': 'no-decay-layerwise.ts',
  },
  'no momentum': { 'nn/sgd.ts': 'no-momentum-sgd.ts' },
} satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type TrainingSabotage = keyof typeof trainingSabotages;

/** Names of the sabotages, in the order of the table. */
export const trainingKinds = Object.keys(trainingSabotages) as TrainingSabotage[];
