import * as tf from '@tensorflow/tfjs-core';
import {
  accuracy,
  adam,
  dense,
  denseSpecs,
  filled,
  type ParameterSpecs,
  selectOwn,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';

/** Coordinates that hold the class, and coordinates of noise that an augmentation draws anew. */
export const latents = 2;
const classes = 2;

export interface Learning {
  /** Weight of the consistency beside the cross-entropy; 0 leaves it out. */
  readonly consistency: number;
  /** What an augmentation does with the noise coordinates. Default `redraw`. */
  readonly noise?: 'redraw' | 'keep';
  /** The points at which pseudolabels are fitted: as they are, or augmentations of them. Default `points`. */
  readonly fitted?: 'points' | 'augmentations';
  /** How far an augmentation goes: near the point, or to any point of its true class. Default `near`. */
  readonly reach?: 'near' | 'class';
}

/** Whether a step of this learning augments its points. */
export const augments = ({ consistency, fitted }: Learning): boolean =>
  consistency > 0 || fitted === 'augmentations';

/** Standard deviation by which an augmentation moves the class coordinates. */
export const jitter = 0.15;
export const learningRate = 2e-3;

export const parameterSpecs = (inputs: number, width: number): ParameterSpecs => ({
  ...denseSpecs('input', inputs, width, { bias: filled(0) }),
  ...denseSpecs('hidden', width, width, { bias: filled(0) }),
  ...denseSpecs('output', width, classes, { bias: filled(0) }),
});

/** A state without the moments of Adam. */
export function parametersIn<Value>(state: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !/^(first|second)\//.test(name)));
}

/** Two hidden layers with ReLU: [R, B, I] to logits [R, B, 2]. */
export function logitsOf(params: TensorRecord, x: tf.Tensor): tf.Tensor {
  const layer = (from: tf.Tensor, name: string): tf.Tensor =>
    dense(from, params[`${name}/weight`]!, params[`${name}/bias`]);
  return layer(tf.relu(layer(tf.relu(layer(x, 'input')), 'hidden')), 'output');
}

/** An augmentation of points [R, B, 2 + m] by standard normal draws of the same shape. */
export function augmented(x: tf.Tensor, draws: tf.Tensor, noise: 'redraw' | 'keep' = 'redraw'): tf.Tensor {
  const part = (of: tf.Tensor, from: number): tf.Tensor =>
    from === 0
      ? tf.slice(of, [0, 0, 0], [-1, -1, latents])
      : tf.slice(of, [0, 0, latents], [-1, -1, of.shape[2]! - latents]);
  const moved = tf.add(part(x, 0), tf.mul(jitter, part(draws, 0)));
  return tf.concat([moved, part(noise === 'redraw' ? draws : x, latents)], 2);
}

/** KL(target || softmax(logits)) averaged over the batch, but for the entropy of the target: [R]. */
function crossEntropyTo(target: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(logits)), 2), 1));
}

/**
 * A step of Adam on the cross-entropy of the pseudolabels plus the cross-entropy between the prediction at a point, held
 * still, and that at an augmentation of it.
 */
export function stepOf(learning: Learning) {
  const { consistency, noise, fitted = 'points', reach = 'near' } = learning;
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const x = selectOwn(data['x']!, input['batch']!);
    const y = selectOwn(data['y']!, input['batch']!);
    const params = parametersIn(state);
    const target = tf.softmax(logitsOf(params, x));
    const start = reach === 'near' ? x : selectOwn(data['x']!, input['partner']!);
    const moved = augments(learning) ? augmented(start, input['draws']!, noise) : x;
    const { loss, gradients } = valueAndGradients((given) => {
      const fit = softmaxCrossEntropy(logitsOf(given, fitted === 'points' ? x : moved), y);
      if (consistency === 0) return { loss: fit };
      const there = logitsOf(given, moved);
      return { loss: tf.add(fit, tf.mul(consistency, crossEntropyTo(target, there))) };
    }, params);
    const next = adam(params, gradients, state, { learningRate, stepIndex: input['stepIndex']! });
    return { state: { ...next.slots, ...next.params }, metrics: { loss } };
  };
}

/** Error of points x, y [R, N]; share of them that one of `copies` augmentations takes to the other class. */
export function judge(params: TensorRecord, _input: TensorRecord, data: TensorRecord): TensorRecord {
  const { x, y, draws } = data as { x: tf.Tensor; y: tf.Tensor; draws: tf.Tensor };
  const logits = logitsOf(params, x);
  const own = tf.argMax(logits, 2);
  const changed = tf
    .unstack(draws, 1)
    .map((each) => tf.cast(tf.notEqual(own, tf.argMax(logitsOf(params, augmented(x, each)), 2)), 'float32'));
  const any = changed.reduce((one, other) => tf.maximum(one, other));
  return { error: tf.sub(1, accuracy(logits, y)), inconsistency: tf.mean(any, 1) };
}
