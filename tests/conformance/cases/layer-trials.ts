import fc from 'fast-check';
import type * as tf from '@tensorflow/tfjs-core';
import type { NdArray, NdRecord } from '#core';
import { type Comparison, summed, type Tensors, trial, type Trial } from '../trial.ts';

type Operands = Readonly<Record<string, fc.Arbitrary<NdArray>>>;

export interface LayerCall {
  readonly label: string;
  readonly operands: Operands;
  readonly apply: (operands: Tensors) => tf.Tensor;
  readonly wrt?: readonly string[];
  readonly terms?: number;
  readonly magnitude?: number;
}

const shape = (array: NdArray): string => `${array.dtype}[${array.shape.slice(1).join(', ')}]`;

/** Trials of a layer from a choice of its sizes and options. */
export function layerTrials<Choice>(
  choice: fc.Arbitrary<Choice>,
  call: (choice: Choice) => LayerCall,
): fc.Arbitrary<Trial> {
  return choice.chain((chosen) => {
    const { label, operands, apply, wrt = Object.keys(operands), terms = 48, magnitude = 9 } = call(chosen);
    return fc.record(operands).map((inputs: NdRecord) =>
      trial({
        label: `${label}(${Object.values(inputs).map(shape).join(', ')})`,
        inputs,
        apply,
        wrt,
        terms,
        magnitude,
      }),
    );
  });
}

export const size = (max: number, min = 1): fc.Arbitrary<number> => fc.integer({ min, max });
export const sizes = fc.record({
  replicas: size(3),
  batch: size(3, 2),
  width: size(3, 2),
  inputs: size(3),
  outputs: size(3),
});
export const maps = sizes.map(({ replicas, batch, width, inputs }) => [
  replicas,
  batch,
  width,
  width + 1,
  inputs,
]);

/** What is computed by the same trials for both, values and gradients. */
export const both = (own: fc.Arbitrary<Trial>): Comparison => ({ trials: own, forward: summed, smooth: own });
