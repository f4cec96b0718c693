import type * as tf from '@tensorflow/tfjs-core';
import type { Step, TensorRecord } from '#engine';
import { selectShared, sgd, softmaxCrossEntropy, valueAndGradients } from '#nn';

export type LossOf = (params: TensorRecord, x: tf.Tensor, y: tf.Tensor) => tf.Tensor;

/** A step of plain SGD on a minibatch of `data.x` and `data.y`; on all of both, per replica, when `fullBatch`. */
export function gradientStep(lossOf: LossOf, learningRate: number, { fullBatch = false } = {}): Step {
  return (state, { batch }, data) => {
    const select = (array: tf.Tensor): tf.Tensor => (fullBatch ? array : selectShared(array, batch!));
    const x = select(data['x']!);
    const y = select(data['y']!);
    const { loss, gradients } = valueAndGradients((params) => ({ loss: lossOf(params, x, y) }), state);
    return { state: sgd(state, gradients, {}, { learningRate }).params, metrics: { loss } };
  };
}

/** Mean cross-entropy of a classifier. */
export function crossEntropyOf(logitsOf: (params: TensorRecord, x: tf.Tensor) => tf.Tensor): LossOf {
  return (params, x, y) => softmaxCrossEntropy(logitsOf(params, x), y);
}
