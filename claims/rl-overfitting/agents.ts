import * as tf from '@tensorflow/tfjs-core';
import {
  conv,
  convSpecs,
  dense,
  denseSpecs,
  filled,
  normal,
  type ParameterSpecs,
  type TensorRecord,
} from 'claimcheck/nn';
import type { Rules } from './level-tables.ts';
import { actions, objectCount } from './room.ts';

export interface Agent {
  readonly specs: ParameterSpecs;
  /** Action logits [R, B, 5] and values [R, B] from what is seen, [R, B, 6 + K] (see `observe`). */
  readonly heads: (params: TensorRecord, seen: tf.Tensor) => { logits: tf.Tensor; value: tf.Tensor };
}

export interface AgentSizes {
  /** Channels of the two convolutions. */
  readonly channels: readonly [number, number];
  /** Neurons after the convolutions. */
  readonly features: number;
  /** Neurons of the fully connected agent. */
  readonly hidden: readonly [number, number];
}

export type AgentName = 'conv' | 'mlp';

const bias = filled(0);

/** One binary plane each for agent, objects and, where there are any, obstacles: [R, B, cells, planes]. */
export function planes(seen: tf.Tensor, { room, obstacles }: Rules): tf.Tensor {
  const cells = tf.range(0, room * room, 1, 'float32').reshape([room * room, 1]);
  const marks = tf.cast(tf.equal(tf.expandDims(seen, 2), cells), 'float32');
  if (obstacles === 0) return marks;
  const [own, walls] = tf.split(marks, [1 + objectCount, obstacles], -1) as [tf.Tensor, tf.Tensor];
  return tf.concat([own, tf.sum(walls, -1, true)], -1);
}

const planeCount = ({ obstacles }: Rules): number => 1 + objectCount + (obstacles > 0 ? 1 : 0);

/** 3x3 convolution of stride 1, 3x3 convolution of stride 2, one dense layer; ReLU. */
function convAgent({ channels, features }: AgentSizes, rules: Rules): Agent {
  const side = Math.ceil(rules.room / 2);
  const specs = {
    ...convSpecs('conv0', 3, planeCount(rules), channels[0], { bias }),
    ...convSpecs('conv1', 3, channels[0], channels[1], { bias }),
    ...denseSpecs('dense', side * side * channels[1], features, { bias }),
    ...headSpecs(features),
  };
  const heads: Agent['heads'] = (params, seen) => {
    const [replicas, batch] = seen.shape as [number, number];
    const image = tf.reshape(planes(seen, rules), [
      replicas,
      batch,
      rules.room,
      rules.room,
      planeCount(rules),
    ]);
    const first = tf.relu(conv(image, params['conv0/weight']!, { bias: params['conv0/bias'] }));
    const second = tf.relu(conv(first, params['conv1/weight']!, { strides: 2, bias: params['conv1/bias'] }));
    return headsOn(
      params,
      layer(params, 'dense', tf.reshape(second, [replicas, batch, side * side * channels[1]])),
    );
  };
  return { specs, heads };
}

/** Two dense layers; ReLU. */
function mlpAgent({ hidden }: AgentSizes, rules: Rules): Agent {
  const inputs = rules.room * rules.room * planeCount(rules);
  const specs = {
    ...denseSpecs('hidden0', inputs, hidden[0], { bias }),
    ...denseSpecs('hidden1', hidden[0], hidden[1], { bias }),
    ...headSpecs(hidden[1]),
  };
  const heads: Agent['heads'] = (params, seen) => {
    const [replicas, batch] = seen.shape as [number, number];
    const flat = tf.reshape(planes(seen, rules), [replicas, batch, inputs]);
    return headsOn(params, layer(params, 'hidden1', layer(params, 'hidden0', flat)));
  };
  return { specs, heads };
}

export const agents: Readonly<Record<AgentName, (sizes: AgentSizes, rules: Rules) => Agent>> = {
  conv: convAgent,
  mlp: mlpAgent,
};

const layer = (params: TensorRecord, name: string, x: tf.Tensor): tf.Tensor =>
  tf.relu(dense(x, params[`${name}/weight`]!, params[`${name}/bias`]));

/** Both heads as one layer; near 0, so that the first policy is almost uniform. */
function headSpecs(features: number): ParameterSpecs {
  return denseSpecs('heads', features, actions.length + 1, { weight: normal(0.01), bias });
}

function headsOn(params: TensorRecord, features: tf.Tensor) {
  const both = dense(features, params['heads/weight']!, params['heads/bias']);
  const [logits, value] = tf.split(both, [actions.length, 1], -1) as [tf.Tensor, tf.Tensor];
  return { logits, value: tf.squeeze(value, [2]) };
}
