import * as tf from '@tensorflow/tfjs-core';
import {
  dense,
  embedding,
  featureNorm,
  filled,
  glorotNormal,
  normal,
  type ParameterSpecs,
  scaleShiftSpecs,
  softmaxCrossEntropies,
  type TensorRecord,
} from 'claimcheck/nn';

export const vocabulary = 64;
export const length = 6;
const width = 16;
const heads = 2;
const hidden = 32;

const weight = (from: number, to: number, initialiser = glorotNormal) => ({ shape: [from, to], initialiser });
const bias = (size: number) => ({ shape: [1, size], initialiser: filled(0) });

/** One block of a pre-norm transformer, about 4.4k weights; the mask is one token more. */
export const parameterSpecs: ParameterSpecs = {
  'token/weight': weight(vocabulary + 1, width, normal(0.5)),
  'position/weight': weight(length, width, normal(0.5)),
  ...scaleShiftSpecs('norm0', width, 3),
  'query/weight': weight(width, width),
  'key/weight': weight(width, width),
  'value/weight': weight(width, width),
  'mixed/weight': weight(width, width),
  ...scaleShiftSpecs('norm1', width, 3),
  'up/weight': weight(width, hidden),
  'up/bias': bias(hidden),
  'down/weight': weight(hidden, width),
  'down/bias': bias(width),
  ...scaleShiftSpecs('norm2', width, 3),
  'head/weight': weight(width, vocabulary),
  'head/bias': bias(vocabulary),
};

/** Logits [R, B, V] for the masked place (int32 [R, B]) of sequences (int32 [R, B, L]). */
function logitsOf(params: TensorRecord, tokens: tf.Tensor, place: tf.Tensor): tf.Tensor {
  const [replicas, batch] = place.shape as [number, number];
  const p = (name: string): tf.Tensor => params[name]!;
  const norm = (name: string, x: tf.Tensor): tf.Tensor =>
    featureNorm(x, { gamma: p(`${name}/gamma`), beta: p(`${name}/beta`) });
  const flat = [replicas, batch * length, width];
  const positions = tf.expandDims(p('position/weight'), 1);
  const embedded = tf.add(embedding(tokens, p('token/weight')), positions);
  const chosen = tf.expandDims(tf.oneHot(place, length, 1, 0, 'float32'), -1);
  const atMask = (x: tf.Tensor): tf.Tensor => tf.sum(tf.mul(x, chosen), 2);
  const seen = norm('norm0', tf.reshape(embedded, flat));
  const byHead = (x: tf.Tensor): tf.Tensor => tf.reshape(x, [replicas, batch, -1, heads, width / heads]);
  const query = byHead(dense(atMask(tf.reshape(seen, embedded.shape)), p('query/weight')));
  const scores = tf.sum(tf.mul(query, byHead(dense(seen, p('key/weight')))), 4, true);
  const attention = softmaxOver(tf.mul(scores, Math.sqrt(heads / width)));
  const mixed = tf.sum(tf.mul(attention, byHead(dense(seen, p('value/weight')))), 2);
  let x = tf.add(atMask(embedded), dense(tf.reshape(mixed, [replicas, batch, width]), p('mixed/weight')));
  const up = tf.relu(dense(norm('norm1', x), p('up/weight'), p('up/bias')));
  x = tf.add(x, dense(up, p('down/weight'), p('down/bias')));
  return dense(norm('norm2', x), p('head/weight'), p('head/bias'));
}

/** Softmax over the positions, the third axis of [R, B, L, heads, 1]. */
function softmaxOver(scores: tf.Tensor): tf.Tensor {
  const raised = tf.exp(tf.sub(scores, tf.max(scores, 2, true)));
  return tf.div(raised, tf.sum(raised, 2, true));
}

/** Mean loss above that of who knows the task, in nats: [R]. `rows` are sequences as `zipfLookup` makes them. */
export function excessLoss(params: TensorRecord, rows: TensorRecord): tf.Tensor {
  const losses = softmaxCrossEntropies(logitsOf(params, rows['tokens']!, rows['place']!), rows['target']!);
  return tf.mean(tf.sub(losses, rows['bayes']!), 1);
}
