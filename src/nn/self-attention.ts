import * as tf from '@tensorflow/tfjs-core';

/** Projections of one attention layer, each [R, D, D]. */
export interface AttentionWeights {
  readonly query: tf.Tensor;
  readonly key: tf.Tensor;
  readonly value: tf.Tensor;
  readonly output: tf.Tensor;
}

export interface AttentionOptions {
  /** Must divide D. */
  readonly heads: number;
  /** Whether a position sees only itself and what came before. Default false. */
  readonly causal?: boolean | undefined;
}

/**
 * Multi-head scaled dot-product self-attention (Vaswani et al. 2017, section 3.2) of x [R, B, T, D].
 * @throws Error when `heads` does not divide D
 */
export function selfAttention(
  x: tf.Tensor,
  weights: AttentionWeights,
  { heads, causal = false }: AttentionOptions,
): tf.Tensor {
  const [replicas, batch, length, features] = x.shape as [number, number, number, number];
  if (!Number.isInteger(heads) || heads < 1 || features % heads !== 0) {
    throw new Error(`selfAttention: ${heads} heads do not divide ${features} features`);
  }
  const tokens = tf.reshape(x, [replicas, batch * length, features]);
  const byHead = (weight: tf.Tensor): tf.Tensor => {
    const projected = tf.matMul(tokens, weight);
    const split = tf.reshape(projected, [replicas, batch, length, heads, features / heads]);
    return tf.transpose(split, [0, 1, 3, 2, 4]); // [R, B, heads, T, D / heads]
  };
  const products = tf.matMul(byHead(weights.query), byHead(weights.key), false, true);
  const scores = tf.mul(products, Math.sqrt(heads / features));
  const attention = tf.softmax(causal ? tf.add(scores, causalMask(length)) : scores);
  const mixed = tf.transpose(tf.matMul(attention, byHead(weights.value)), [0, 1, 3, 2, 4]);
  const output = tf.matMul(tf.reshape(mixed, tokens.shape), weights.output);
  return tf.reshape(output, x.shape);
}

/** [T, T]: 0 where a position may look, a large negative number where it may not. */
function causalMask(length: number): tf.Tensor {
  const values = Float32Array.from({ length: length * length }, (_, index) =>
    index % length <= Math.floor(index / length) ? 0 : -1e9,
  );
  return tf.tensor2d(values, [length, length]);
}
