import * as tf from '@tensorflow/tfjs-core';
import { dense, denseSpecs, filled, initialize, type ParameterSpecs } from '#nn';
import { crossEntropyOf, gradientStep } from './gradient-step.ts';
import { gpuFloors } from './gpu-floors.ts';
import { minibatches, noise, samples, wholeNumbers } from './minibatches.ts';
import type { BenchCase } from './types.ts';

const sizes = [64, 128, 128, 10] as const;
const batchSize = 128;
const layers = sizes.slice(1).map((to, index) => ({ name: `layer${index}`, from: sizes[index]!, to }));

const specs = layers.reduce<ParameterSpecs>(
  (known, { name, from, to }) => ({ ...known, ...denseSpecs(name, from, to, { bias: filled(0) }) }),
  {},
);

const step = gradientStep(
  crossEntropyOf((params, x) =>
    layers.reduce((h, { name }, index) => {
      const z = dense(h, params[`${name}/weight`]!, params[`${name}/bias`]);
      return index === layers.length - 1 ? z : tf.relu(z);
    }, x),
  ),
  0.05,
);

export const mlp: BenchCase = {
  name: 'mlp',
  title: 'MLP 64-128-128-10, batch 128',
  training: (seeds) => ({
    step,
    state: initialize(seeds, specs),
    data: { x: noise('x', [samples, sizes[0]]), y: wholeNumbers('y', [samples], sizes[3]) },
    inputs: minibatches(seeds, batchSize),
  }),
  torch: { model: 'mlp' },
  floors: [{ replicas: 1, ratio: 2 }, { replicas: 32, ratio: 3 }, ...gpuFloors(256)],
};
