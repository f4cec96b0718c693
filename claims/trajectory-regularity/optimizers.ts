import type * as tf from '@tensorflow/tfjs-core';
import { type NdRecord, specsOf } from 'claimcheck';
import { adam, adamSlots, sgd, sgdSlots, type TensorRecord, type Updated } from 'claimcheck/nn';

export const defaultRate = 0.05;

const momenta = { sgd: 0, heavyBall: 0.9, nesterov: 0.9, adam: undefined } as const;

export interface OptimizerSetting {
  /** Momentum of `heavyBall` and `nesterov` is 0.9. Default `sgd`. */
  readonly optimizer?: 'sgd' | 'heavyBall' | 'nesterov' | 'adam';
  /** Default 0.05. */
  readonly learningRate?: number;
}

/** What a setting comes to, with what it leaves to defaults; Adam has no momentum. */
export const wholeOptimizer = ({
  optimizer = 'sgd',
  learningRate = defaultRate,
}: OptimizerSetting): OptimizerSetting & { readonly momentum: number | undefined } => ({
  ...{ optimizer, learningRate, momentum: momenta[optimizer] },
});

/** The step's slots and rule for each optimizer; the learning rate is a number of the step. */
export function optimizerOf({ optimizer = 'sgd', learningRate: rate = defaultRate }: OptimizerSetting) {
  if (optimizer !== 'adam') {
    const options = {
      learningRate: rate,
      momentum: momenta[optimizer],
      nesterov: optimizer === 'nesterov',
    };
    return {
      slots: (params: NdRecord): NdRecord => sgdSlots(specsOf(params), options),
      update: (params: TensorRecord, gradients: TensorRecord, slots: TensorRecord): Updated =>
        sgd(params, gradients, slots, options),
    };
  }
  return {
    slots: (params: NdRecord): NdRecord => adamSlots(specsOf(params)),
    update: (
      params: TensorRecord,
      gradients: TensorRecord,
      slots: TensorRecord,
      stepIndex: tf.Tensor,
    ): Updated => adam(params, gradients, slots, { learningRate: rate, stepIndex }),
  };
}
