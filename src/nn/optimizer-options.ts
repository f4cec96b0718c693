import * as tf from '@tensorflow/tfjs-core';
import type { TensorRecord } from './tensor-record.ts';

/** A number, or a tensor from the step's inputs: a scalar for all replicas, or [R] with one value for each. */
export type Rate = number | tf.Tensor;

export interface OptimizerOptions {
  readonly learningRate: Rate;
  /** Default 0. */
  readonly weightDecay?: Rate | undefined;
  /**
   * Coupled decay (default) adds `weightDecay` times the parameter to the gradient; decoupled decay subtracts
   * `learningRate * weightDecay` times the parameter (Loshchilov and Hutter 2019, with the rate as in PyTorch).
   */
  readonly decoupled?: boolean | undefined;
  /** Names of parameters that stay as they are. */
  readonly frozen?: readonly string[] | undefined;
  /** Names of parameters that do not decay. */
  readonly withoutDecay?: readonly string[] | undefined;
}

/** Parameters and slots after a step. */
export interface Updated {
  readonly params: Record<string, tf.Tensor>;
  readonly slots: Record<string, tf.Tensor>;
}

/** `rate` shaped so that it multiplies tensors of `rank` replica by replica. */
export function broadcastRate(rate: Rate, rank: number): Rate {
  if (typeof rate === 'number' || rate.rank === 0 || rate.rank === rank) return rate;
  return tf.reshape(rate, [rate.shape[0], ...Array.from({ length: rank - 1 }, () => 1)]);
}

/** The gradient that an optimizer works with: coupled decay is part of it. */
export function decayedGradient(
  name: string,
  param: tf.Tensor,
  gradient: tf.Tensor,
  { weightDecay = 0, decoupled = false, withoutDecay = [] }: OptimizerOptions,
): tf.Tensor {
  if (weightDecay === 0 || decoupled || withoutDecay.includes(name)) return gradient;
  return tf.add(gradient, tf.mul(param, broadcastRate(weightDecay, param.rank)));
}

/** param - learningRate * direction, and less the decoupled decay. */
export function moved(
  name: string,
  param: tf.Tensor,
  direction: tf.Tensor,
  { learningRate, weightDecay = 0, decoupled = false, withoutDecay = [] }: OptimizerOptions,
): tf.Tensor {
  const decays = decoupled && weightDecay !== 0 && !withoutDecay.includes(name);
  const total = decays ? tf.add(direction, tf.mul(param, broadcastRate(weightDecay, param.rank))) : direction;
  return tf.sub(param, tf.mul(total, broadcastRate(learningRate, param.rank)));
}

/**
 * The named tensor of a record.
 * @throws Error naming it when it is missing
 */
export function needed(record: TensorRecord, name: string, role: string): tf.Tensor {
  const tensor = record[name];
  if (!tensor) throw new Error(`no ${role} '${name}': pass it, or list the parameter as frozen`);
  return tensor;
}

/** Names of the parameters that an optimizer moves. */
export function trainedNames(
  params: Readonly<Record<string, unknown>>,
  frozen: readonly string[] = [],
): string[] {
  return Object.keys(params).filter((name) => !frozen.includes(name));
}
