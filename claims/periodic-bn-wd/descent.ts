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
   * What becomes of the norm of the scale-invariant weights after a step: `free`; back to where it started (`sphere`); it
   * may fall but not rise (`falling`). Default `free`.
   */
  readonly norm?: 'free' | 'sphere' | 'falling';
}

/** One step, with loss, norm and gradient norm before it. */
export function descentStep({ specs, frozen, scaleInvariant, logits }: Model, descent: Descent) {
  const { learningRate, weightDecay, momentum = 0, norm: kept = 'free' } = descent;
  const options = { learningRate, weightDecay, momentum, frozen };
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
    const next = sgd(params, gradients, state, options);
    const norm = globalNorm(params, scaleInvariant);
    const targets = {
      sphere: () => data['startNorm']!,
      falling: () => tf.minimum(norm, globalNorm(next.params, scaleInvariant)),
    };
    const after = kept === 'free' ? next.params : withNorm(next.params, targets[kept](), scaleInvariant);
    return {
      state: { ...next.slots, ...after },
      metrics: { loss, norm, gradientNorm: globalNorm(gradients, scaleInvariant) },
    };
  };
}
