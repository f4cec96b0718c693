import * as tf from '@tensorflow/tfjs-core';
import {
  conv1d,
  conv1dSpecs,
  dense,
  denseSpecs,
  type ParameterSpecs,
  type TensorRecord,
  uniformFanIn,
} from 'claimcheck/nn';
import { length } from './digits.ts';

const classes = 10;
const hidden = 256;
const channels = 25;

/** How PyTorch draws a layer: uniform on +-1 / sqrt(fan-in), the bias by the fan-in of its weight. */
const layer = (fanIn: number) => ({ weight: uniformFanIn(), bias: uniformFanIn(fanIn) });

export interface Model {
  readonly specs: ParameterSpecs;
  /** Its architecture, for the evidence. */
  readonly architecture: object;
  /** x [R, B, 40] to logits [R, B, 10]. */
  readonly logits: (params: TensorRecord, x: tf.Tensor) => tf.Tensor;
}

const affine = (params: TensorRecord, name: string, x: tf.Tensor): tf.Tensor =>
  dense(x, params[`${name}/weight`]!, params[`${name}/bias`]);

const linear: Model = {
  specs: denseSpecs('out', length, classes, layer(length)),
  architecture: { hidden: [] },
  logits: (params, x) => affine(params, 'out', x),
};

const activations = { relu: (x: tf.Tensor) => tf.relu(x), none: (x: tf.Tensor) => x };

/** Two hidden layers, the second around a skip connection; the activation is what makes it more than a linear map. */
const twoLayers = (activation: keyof typeof activations): Model => ({
  specs: {
    ...denseSpecs('first', length, hidden, layer(length)),
    ...denseSpecs('second', hidden, hidden, layer(hidden)),
    ...denseSpecs('out', hidden, classes, layer(hidden)),
  },
  architecture: { hidden: [hidden, hidden], activation, skip: 'around the second layer' },
  logits: (params, x) => {
    const activate = activations[activation];
    const first = activate(affine(params, 'first', x));
    return affine(params, 'out', tf.add(first, activate(affine(params, 'second', first))));
  },
});

const windows = { first: 5, second: 3, third: 3 };
const strides = { strides: 2, pad: 1 };

/** Three convolutions of stride 2 with a zero on either side: 40 points to 19, 10 and 5. */
const convnet: Model = {
  specs: {
    ...conv1dSpecs('first', windows.first, 1, channels, layer(windows.first)),
    ...conv1dSpecs('second', windows.second, channels, channels, layer(windows.second * channels)),
    ...conv1dSpecs('third', windows.third, channels, channels, layer(windows.third * channels)),
    ...denseSpecs('out', 5 * channels, classes, layer(5 * channels)),
  },
  architecture: { channels: [channels, channels, channels], windows, ...strides, activation: 'relu' },
  logits: (params, x) => {
    const [replicas, batch] = x.shape as [number, number];
    const convolved = ['first', 'second', 'third'].reduce(
      (maps, name) =>
        tf.relu(conv1d(maps, params[`${name}/weight`]!, { ...strides, bias: params[`${name}/bias`] })),
      tf.expandDims(x, 3),
    );
    return affine(params, 'out', tf.reshape(convolved, [replicas, batch, 5 * channels]));
  },
};

export const models = {
  linear,
  mlp: twoLayers('relu'),
  deepLinear: twoLayers('none'),
  convnet,
};
