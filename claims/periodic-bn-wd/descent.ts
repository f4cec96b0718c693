import * as tf from '@tensorflow/tfjs-core';
import {
  globalNorm,
  minibatchOf,
  sgd,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { type Model, withNorm } from './network.ts';

/** Gradient descent with coupled weight decay. */
export interface Descent {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly momentum?: number;
  /**
   * What becomes of the norm of the scale-invariant weights in a step: `free`; as it was before (`sphere`); it may fall but
   * not rise (`falling`). Default `free`.
   */
  readonly norm?: 'free' | 'sphere' | 'falling';
}

/**
 * One step, with loss, norm and gradient norm before it. Where there is an input `kept` the norm is free as long as that is
 * 0; where there is an input `heat` the learning rate is multiplied by it.
 */
export function descentStep({ specs, frozen, scaleInvariant, logits }: Model, descent: Descent) {
  const { learningRate, weightDecay, momentum = 0, norm: rule = 'free' } = descent;
  const names = Object.keys(specs);
  return (state: TensorRecord, input: TensorRecord, data: TensorRecord) => {
    const { x: own, y } = input['batch'] ? minibatchOf(data, input) : { x: data['x']!, y: data['y']! };
    const x = input['noise'] ? tf.add(own, input['noise']) : own;
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { loss, gradients } = valueAndGradients(
      (given) => ({ loss: softmaxCrossEntropy(logits(given, x), y) }),
      params,
      { frozen },
    );
    const { heat, kept } = input;
    const rate = heat ? tf.mul(learningRate, heat) : learningRate;
    const next = sgd(params, gradients, state, { learningRate: rate, weightDecay, momentum, frozen });
    const norm = globalNorm(params, scaleInvariant);
    const allowed = (free: tf.Tensor): tf.Tensor => {
      const target = rule === 'sphere' ? norm : tf.minimum(norm, free);
      return kept ? tf.add(free, tf.mul(kept, tf.sub(target, free))) : target;
    };
    const target = () => allowed(globalNorm(next.params, scaleInvariant));
    const after = rule === 'free' ? next.params : withNorm(next.params, target(), scaleInvariant);
    return {
      state: { ...next.slots, ...after },
      metrics: { loss, norm, gradientNorm: globalNorm(gradients, scaleInvariant) },
    };
  };
}
