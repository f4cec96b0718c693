import * as tf from '@tensorflow/tfjs-core';
import {
  dense,
  embedding,
  featureNorm,
  filled,
  glorotNormal,
  normal,
  type ParameterSpec,
  type ParameterSpecs,
  scaleShiftSpecs,
  selfAttention,
  softmaxCrossEntropies,
  type TensorRecord,
} from 'claimcheck/nn';

/** Tokens, without the mask. */
export const largeVocabulary = 1024;
/** Tokens of a sequence, and masked ones among them: one in every stretch of eight. */
export const largeLength = 64;
export const stretch = 8;
const layers = 4;
const width = 256;
const heads = 8;
const hidden = 4 * width;

const weight = (from: number, to: number): ParameterSpec => ({
  shape: [from, to],
  initialiser: glorotNormal,
});
const bias = (size: number): ParameterSpec => ({ shape: [1, size], initialiser: filled(0) });

function layerSpecs(name: string): ParameterSpecs {
  return {
    ...scaleShiftSpecs(`${name}/norm0`, width, 3),
    [`${name}/query/weight`]: weight(width, width),
    [`${name}/key/weight`]: weight(width, width),
    [`${name}/value/weight`]: weight(width, width),
    [`${name}/mixed/weight`]: weight(width, width),
    ...scaleShiftSpecs(`${name}/norm1`, width, 3),
    [`${name}/up/weight`]: weight(width, hidden),
    [`${name}/up/bias`]: bias(hidden),
    [`${name}/down/weight`]: weight(hidden, width),
    [`${name}/down/bias`]: bias(width),
  };
}

/** A pre-norm transformer of four layers of width 256, about 3.7 million weights. */
export const largeParameterSpecs: ParameterSpecs = Object.assign(
  {
    'token/weight': { shape: [largeVocabulary + 1, width], initialiser: normal(0.02) },
    'position/weight': { shape: [largeLength, width], initialiser: normal(0.02) },
  },
  ...Array.from({ length: layers }, (_, layer) => layerSpecs(`layer${layer}`)),
  {
    ...scaleShiftSpecs('norm', width, 3),
    'head/weight': weight(width, largeVocabulary),
    'head/bias': bias(largeVocabulary),
  },
) as ParameterSpecs;

/** Logits [R, B M, V] for the masked places (int32 [R, B, M]) of sequences (int32 [R, B, L]). */
function logitsOf(params: TensorRecord, tokens: tf.Tensor, places: tf.Tensor): tf.Tensor {
  const [replicas, batch, masks] = places.shape as [number, number, number];
  const p = (name: string): tf.Tensor => params[name]!;
  const norm = (name: string, x: tf.Tensor): tf.Tensor =>
    featureNorm(x, { gamma: p(`${name}/gamma`), beta: p(`${name}/beta`) });
  const sequences = [replicas, batch, largeLength, width];
  // [R, B L, D] wherever positions do not see each other.
  let x = tf.reshape(tf.add(embedding(tokens, p('token/weight')), tf.expandDims(p('position/weight'), 1)), [
    replicas,
    batch * largeLength,
    width,
  ]);
  for (let layer = 0; layer < layers; layer++) {
    const own = (name: string): tf.Tensor => p(`layer${layer}/${name}`);
    const attention = { query: own('query/weight'), key: own('key/weight') };
    const mixing = { value: own('value/weight'), output: own('mixed/weight') };
    const seen = tf.reshape(norm(`layer${layer}/norm0`, x), sequences);
    x = tf.add(x, tf.reshape(selfAttention(seen, { ...attention, ...mixing }, { heads }), x.shape));
    const up = tf.relu(dense(norm(`layer${layer}/norm1`, x), own('up/weight'), own('up/bias')));
    x = tf.add(x, dense(up, own('down/weight'), own('down/bias')));
  }
  const chosen = tf.oneHot(places, largeLength, 1, 0, 'float32');
  const atMasks = tf.reshape(tf.matMul(chosen, tf.reshape(x, sequences)), [replicas, batch * masks, width]);
  return dense(norm('norm', atMasks), p('head/weight'), p('head/bias'));
}

/**
 * Mean loss above that of who knows the task, in nats: [R]. `rows` are sequences with their masked places, what was
 * masked, and the loss of who knows: `tokens` [R, B, L], `place`, `target` and `bayes` [R, B, M].
 */
export function largeExcessLoss(params: TensorRecord, rows: TensorRecord): tf.Tensor {
  const logits = logitsOf(params, rows['tokens']!, rows['place']!);
  const flat = logits.shape.slice(0, 2);
  const losses = softmaxCrossEntropies(logits, tf.reshape(rows['target']!, flat));
  return tf.mean(tf.sub(losses, tf.reshape(rows['bayes']!, flat)), 1);
}
