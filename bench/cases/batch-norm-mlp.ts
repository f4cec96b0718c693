import * as tf from '@tensorflow/tfjs-core';
import { stack } from '#core';
import { batchNorm, dense, denseSpecs, filled, initialize, type ParameterSpecs, scaleShiftSpecs } from '#nn';
import { crossEntropyOf, gradientStep } from './gradient-step.ts';
import { noise, wholeNumbers } from './minibatches.ts';
import type { BenchCase } from './types.ts';

const sizes = [16, 32, 32, 4] as const;
const samples = 64;
const hidden = [0, 1] as const;

const specs: ParameterSpecs = {
  ...denseSpecs('layer0', sizes[0], sizes[1]),
  ...scaleShiftSpecs('norm0', sizes[1], 3),
  ...denseSpecs('layer1', sizes[1], sizes[2]),
  ...scaleShiftSpecs('norm1', sizes[2], 3),
  ...denseSpecs('layer2', sizes[2], sizes[3], { bias: filled(0) }),
};

const step = gradientStep(
  crossEntropyOf((params, x) => {
    const features = hidden.reduce((h, layer) => {
      const affine = { gamma: params[`norm${layer}/gamma`], beta: params[`norm${layer}/beta`] };
      return tf.relu(batchNorm(dense(h, params[`layer${layer}/weight`]!), affine).y);
    }, x);
    return dense(features, params['layer2/weight']!, params['layer2/bias']);
  }),
  0.05,
  { fullBatch: true },
);

export const batchNormMlp: BenchCase = {
  name: 'bn-mlp',
  title: 'MLP 16-32-32-4 with batch normalization, full batch of 64',
  training: (seeds) => ({
    step,
    state: initialize(seeds, specs),
    data: {
      x: stack(seeds.map((seed) => noise(`x/${seed}`, [samples, sizes[0]]))),
      y: stack(seeds.map((seed) => wholeNumbers(`y/${seed}`, [samples], sizes[3]))),
    },
    inputs: {},
  }),
  torch: { model: 'bn_mlp' },
  floors: [
    { replicas: 1, ratio: 2 },
    { replicas: 8, ratio: 5 },
    { replicas: 32, ratio: 3 },
  ],
};
