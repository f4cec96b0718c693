import * as tf from '@tensorflow/tfjs-core';
import { createRng } from '#core';
import type { Step, StepSpecs } from '#engine';
import { spec } from '../graphs.ts';

type Pick = (below: number) => number;
/** An activation of [n, h, w, c]. */
type Layer = (x: tf.Tensor4D, kernel: tf.Tensor4D, mask: tf.Tensor) => tf.Tensor4D;

const activations: readonly ((x: tf.Tensor4D) => tf.Tensor4D)[] = [
  (x) => tf.relu(x),
  (x) => tf.tanh(x),
  (x) => tf.mul(x, tf.sigmoid(x)),
  (x) => tf.div(x, tf.sqrt(tf.add(tf.mean(tf.square(x), [1, 2], true), 0.1))),
];

/** A step and what it is given. */
export interface GuardedStep {
  readonly step: Step;
  readonly specs: StepSpecs;
}

/**
 * A small network with extents that are no multiples of a vector: convolution, pool, gather, constants, masks, whole
 * numbers, reductions, and mostly a step along the gradient.
 */
export function guardedStep(seed: number): GuardedStep {
  const rng = createRng('guarded-steps', String(seed));
  const pick: Pick = (below) => rng.integer(below);
  const [n, side, channels, filters, classes] = [
    1 + pick(4),
    4 + pick(8),
    1 + pick(5),
    1 + pick(18),
    2 + pick(16),
  ];
  const size = 1 + pick(3);
  const layer = layerOf(pick);
  const constant = Array.from({ length: filters }, () => rng.uniform());
  const [axis, trained, wide] = [pick(2), pick(4) > 0, 3 + pick(30)];
  const specs: StepSpecs = {
    state: {
      kernel: spec([size, size, channels, filters]),
      dense: spec([filters, classes]),
      count: spec([wide], 'int32'),
    },
    input: { x: spec([n, side, side, channels]), keep: spec([n, 1, 1, filters], 'bool') },
    data: { labels: spec([n], 'int32'), rows: spec([5, wide]) },
  };
  const step: Step = (state, input, data) => {
    const loss = (kernel: tf.Tensor, dense: tf.Tensor): tf.Scalar => {
      const h = layer(input['x'] as tf.Tensor4D, kernel as tf.Tensor4D, input['keep']!);
      const pooled = tf.add(tf.mean(h, [1, 2]), tf.tensor1d(constant));
      const logits = tf.matMul(pooled, dense);
      const wanted = tf.oneHot(data['labels'] as tf.Tensor1D, classes);
      return tf.neg(tf.mean(tf.sum(tf.mul(wanted, tf.logSoftmax(logits)), -1))).asScalar();
    };
    const [kernel, dense] = [state['kernel']!, state['dense']!];
    const gathered = tf.gather(data['rows']!, data['labels'] as tf.Tensor1D);
    const metrics = { loss: loss(kernel, dense), rows: tf.sum(gathered, axis), most: tf.max(gathered, 1) };
    const count = tf.add(state['count']!, tf.cast(tf.greater(tf.sum(gathered, 0), 0), 'int32'));
    if (!trained) return { state: { kernel, dense, count }, metrics };
    const [dKernel, dDense] = tf.grads(loss)([kernel, dense]);
    return {
      state: { kernel: down(kernel, dKernel!), dense: down(dense, dDense!), count },
      metrics,
    };
  };
  return { step, specs };
}

const down = (x: tf.Tensor, gradient: tf.Tensor): tf.Tensor => tf.sub(x, tf.mul(gradient, 0.1));

function layerOf(pick: Pick): Layer {
  const [stride, pad] = [1 + pick(2), pick(2) === 0 ? ('same' as const) : ('valid' as const)];
  const activation = activations[pick(activations.length)]!;
  const [pool, window, hop] = [pick(3), 1 + pick(2), 1 + pick(2)];
  return (x, kernel, mask) => {
    const z = tf.conv2d(x, kernel, stride, pad);
    const h = activation(tf.where(mask, z, tf.mul(z, 0.5)) as tf.Tensor4D);
    // What a convolution without padding leaves may be a single pixel.
    const reach = Math.min(window, h.shape[1]);
    if (pool === 0) return tf.avgPool(h, reach, hop, pad);
    return pool === 1 ? tf.maxPool(h, reach, hop, pad) : h;
  };
}
