import * as tf from '@tensorflow/tfjs-core';
import { createRng, type NdArray, ndarray, type NdRecord, sizeOf } from '#core';
import type { Step } from '#engine';
import type { GradientCall } from './cases/gradient-calls.ts';
import { epsilon, metricsOf, weightsOf } from './run-trial.ts';
import type { Domain } from './trial.ts';

type Shapes = GradientCall['trials'][number];

export const nameOf = (index: number): string => `x${index}`;

/** The gradients of sum(weights * result * scale) with respect to all operands; or the result, where they are not asked for. */
export function sweepStep(call: GradientCall['call'], count: number, differentiated = true): Step {
  return (_, input) => {
    const operands = Array.from({ length: count }, (_one, index) => input[nameOf(index)]!);
    const functional = (...own: tf.Tensor[]): tf.Scalar => {
      const result = call(...own);
      const weighted = tf.mul(tf.cast(result, 'float32'), weightsOf(result.shape));
      return tf.sum(
        input['scale']
          ? tf.mul(weighted, tf.reshape(input['scale'], [-1, ...Array<number>(result.rank - 1).fill(1)]))
          : weighted,
      );
    };
    if (!differentiated) return { state: {}, metrics: { value: call(...operands) } };
    const gradients = tf.grads(functional)(operands);
    return { state: {}, metrics: Object.fromEntries(gradients.map((dx, index) => [nameOf(index), dx])) };
  };
}

/** Different odd numbers of 32nds, shifted for each operand: 1/32 or more from kinks, and from each other. */
export function ordinary(shape: readonly number[], { low, high }: Domain, index: number): NdArray {
  const first = Math.ceil(low * 8);
  const places = createRng('gradients', `${shape.join('x')}/${index}`).permutation(Math.floor(high * 8) - first);
  const values = Array.from({ length: sizeOf(shape) }, (_, at) => (first + places[at % places.length]! + 0.5) / 8);
  return ndarray(values.map((value) => value - (index % 2) / 16), [1, ...shape]);
} // prettier-ignore

export function operandsOf({ domains }: GradientCall, shapes: Shapes): NdRecord {
  const arrays = shapes.map((shape, index) => ordinary(shape, domains[index] ?? domains.at(-1)!, index));
  return Object.fromEntries(arrays.map((array, index) => [nameOf(index), array]));
}

const h = 1 / 128;
const offsets = [-2, -1, 1, 2];

/** A slope, and how far from it a gradient may be. */
interface Slope {
  readonly slope: number;
  readonly allowed: number;
}

/** The slope along each element of each operand, by central differences of fourth order with the reference engine. */
export async function differences(
  call: GradientCall['call'],
  inputs: NdRecord,
): Promise<Readonly<Record<string, readonly Slope[]>>> {
  const names = Object.keys(inputs);
  const elements = names.flatMap((name) => Array.from(inputs[name]!.values, (_, at) => ({ name, at })));
  const moves = elements.flatMap(({ name, at }) => offsets.map((offset) => ({ name, at, by: offset * h })));
  const { value } = await metricsOf(sweepStep(call, names.length, false), moved(inputs, moves), 'reference');
  const weights = [...weightsOf(value!.shape.slice(1)).dataSync()];
  const sumOf = (set: number): number =>
    weights.reduce((sum, weight, at) => sum + weight * value!.values[set * weights.length + at]!, 0);
  const size = weights.reduce((sum, weight, at) => sum + Math.abs(weight * value!.values[at]!), 1);
  const slopes = elements.map(({ name }, index) => {
    const [low2, low, high, high2] = offsets.map((_, at) => sumOf(4 * index + at)) as [number, number, number, number];
    const slope = (8 * (high - low) - (high2 - low2)) / (12 * h);
    const truncation = Math.abs(slope - (high - low) / (2 * h)) / 8;
    return { name, slope, allowed: truncation + (8 * epsilon * size * 18) / (12 * h) };
  });
  return Object.fromEntries(names.map((name) => [name, slopes.filter((one) => one.name === name)]));
} // prettier-ignore

/** The operands as often as there are moves, each with one element moved. */
function moved(
  inputs: NdRecord,
  moves: readonly { readonly name: string; readonly at: number; readonly by: number }[],
): NdRecord {
  return repeated(inputs, moves.length, (name, set, values) => {
    const move = moves[set]!;
    return values.map((value, at) => (move.name === name && move.at === at ? value + move.by : value));
  });
}

/** Each of the operands in `sets` steps, as `change` makes it of the one that is given. */
export function repeated(
  inputs: NdRecord,
  sets: number,
  change: (name: string, set: number, values: readonly number[]) => readonly number[],
): NdRecord {
  const lists = Object.entries(inputs).map(([name, { shape, values }]): [string, NdArray] => {
    const all = Array.from({ length: sets }, (_, set) => change(name, set, [...values]));
    return [name, ndarray(all.flat(), [sets, ...shape.slice(1)])];
  });
  return Object.fromEntries(lists);
}

/** The gradients of a call as one list; half of each operand is added, so that there is something to differentiate. */
export function firstGradients(call: GradientCall['call']): GradientCall['call'] {
  return (...operands) => {
    const functional = (...own: tf.Tensor[]): tf.Scalar => {
      const result = tf.cast(call(...own), 'float32');
      return tf.sum(tf.mul(result, weightsOf(result.shape)));
    };
    const gradients = tf.grads(functional)(operands);
    return tf.concat(
      gradients.map((dx, index) => tf.reshape(tf.add(dx, tf.mul(operands[index]!, 0.5)), [-1])),
    );
  };
}
