import * as tf from '@tensorflow/tfjs-core';
import { createRng, type NdArray, ndarray, type NdRecord, sizeOf } from '#core';
import { hessianVectorProduct, type TensorRecord, valueAndGradients } from '#nn';

/** Normal draws in a shape, by a text seed. */
export function draws(seed: string, shape: readonly number[], scale = 1): NdArray {
  return ndarray(createRng(seed, 'test').normals(sizeOf(shape), scale), shape);
}

export function toTensor({ values, shape, dtype }: NdArray): tf.Tensor {
  return tf.tensor(values, [...shape], dtype);
}

export function toTensors(record: NdRecord): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.entries(record).map(([name, array]) => [name, toTensor(array)]));
}

/** Values of a computation, its tensors disposed. */
export function valuesOf(compute: () => tf.Tensor): Float32Array {
  const result = tf.tidy(compute);
  try {
    return (result.dataSync() as Float32Array).slice();
  } finally {
    result.dispose();
  }
}

export type Loss = (params: TensorRecord) => tf.Tensor;

/**
 * Largest difference between gradients and central differences (five points), over the largest central difference.
 * Perturbing a replica's parameter must leave the other replicas' losses alone; if not, the result is infinite.
 */
export function gradientError(loss: Loss, params: NdRecord, h = 0.02): number {
  const tensors = toTensors(params);
  const { gradients } = valueAndGradients((values) => ({ loss: loss(values) }), tensors);
  let worst = 0;
  let largest = 0;
  for (const [name, array] of Object.entries(params)) {
    const analytic = gradients[name]!.dataSync();
    for (let index = 0; index < array.values.length; index++) {
      const numeric = slope((offset) => valuesOf(() => loss(perturbed(params, name, index, offset))), h);
      const own = Math.floor((index * array.shape[0]!) / array.values.length);
      if (numeric.some((value, replica) => replica !== own && value !== 0)) return Infinity;
      worst = Math.max(worst, Math.abs(analytic[index]! - numeric[own]!));
      largest = Math.max(largest, Math.abs(numeric[own]!));
    }
  }
  return worst / largest;
}

/**
 * Largest difference between a Hessian-vector product (random vector) and central differences of gradients, over the
 * largest of these. The step is smaller than for gradients: it moves every parameter at once.
 */
export function curvatureError(loss: Loss, params: NdRecord, h = 0.005): number {
  const vector = Object.fromEntries(
    Object.entries(params).map(([name, { shape }]) => [name, draws(`vector ${name}`, shape)]),
  );
  const names = Object.keys(params);
  const product = hessianVectorProduct(loss, toTensors(params), toTensors(vector));
  const gradientsAt = (offset: number): Float32Array => {
    const point = names.map((name) =>
      tf.add(toTensor(params[name]!), tf.mul(toTensor(vector[name]!), offset)),
    );
    const sum = (...values: tf.Tensor[]) =>
      tf.sum(loss(Object.fromEntries(names.map((name, index) => [name, values[index]!]))));
    return concatenated(tf.grads(sum)(point));
  };
  const numeric = slope(gradientsAt, h);
  const largest = Math.max(...numeric.map(Math.abs));
  return largestDifference(concatenated(names.map((name) => product[name]!)), numeric) / largest;
}

function concatenated(tensors: readonly tf.Tensor[]): Float32Array {
  return Float32Array.from(tensors.flatMap((tensor) => Array.from(tensor.dataSync())));
}

/** d/dt at 0 of a vector-valued function, five points. */
function slope(at: (offset: number) => Float32Array, h: number): number[] {
  const [far, near, nearBack, farBack] = [at(2 * h), at(h), at(-h), at(-2 * h)];
  return Array.from(near, (_, i) => (8 * (near[i]! - nearBack[i]!) - (far[i]! - farBack[i]!)) / (12 * h));
}

function perturbed(params: NdRecord, name: string, index: number, offset: number): TensorRecord {
  const array = params[name]!;
  const values = Float32Array.from(array.values);
  values[index]! += offset;
  return toTensors({ ...params, [name]: { ...array, values } });
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Array.from(a).reduce((worst, value, index) => {
    const difference = Math.abs(value - b[index]!);
    return Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
  }, 0);
}
