import type * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { DType, NdArray, NdRecord, TypedValues } from '#core';
import { allocate, sizeOf } from '#core';

export type Tensors = Readonly<Record<string, tf.Tensor>>;

/** Value sets of one trial: they run as the steps of one program. */
export const valueSets = 2;

/** One generated call of a kernel. */
export interface Trial {
  /** Shapes and parameters, for the report of a counterexample. */
  readonly label: string;
  /** Operands, each with a leading axis of value sets. */
  readonly inputs: NdRecord;
  readonly apply: (operands: Tensors) => tf.Tensor;
  /** Operands of which the gradient is taken; none when TF.js has no gradient. */
  readonly wrt: readonly string[];
  /** Length of the longest sum behind one element of the result. */
  readonly terms: number;
  /** Size of the terms of these sums. */
  readonly magnitude: number;
}

type TrialParts = Pick<Trial, 'label' | 'inputs' | 'apply'> & Partial<Trial>;

export function trial(parts: TrialParts): Trial {
  return { wrt: [], terms: 1, magnitude: 1, ...parts };
}

/** How far apart two engines may be: `relative` in units of float32's epsilon times root of terms, `floor` likewise. */
export interface Tolerance {
  readonly relative: number;
  readonly floor: number;
}

/** Nothing is computed, or IEEE rounding decides it. */
export const exact: Tolerance = { relative: 0, floor: 0 };
/** A library function or a few rounded operations; the worst measured is 2.8 epsilon (asin), the next 2.4 (acos). */
export const rounded: Tolerance = { relative: 8, floor: 0 };
/** Sums: errors grow with the root of their length (random walk), and with the terms instead of the result. */
export const summed: Tolerance = { relative: 8, floor: 8 };

/** What the engines are compared on. */
export interface Comparison {
  readonly trials: fc.Arbitrary<Trial>;
  readonly forward: Tolerance;
  /** Tolerance of the gradients; those of most kernels are sums over broadcast axes. */
  readonly gradient?: Tolerance;
  /** Trials away from kinks and poles, whose gradients are held against central differences. */
  readonly smooth?: fc.Arbitrary<Trial>;
}

export interface KernelCase extends Comparison {
  readonly kernel: string;
}

export interface Domain {
  readonly low: number;
  readonly high: number;
}

export const symmetric: Domain = { low: -3, high: 3 };

/** Shapes of `from` to `to` axes with few elements; extents of 1 are frequent. */
export function shapes(from = 0, to = 5, most = 64): fc.Arbitrary<number[]> {
  const extent = fc.constantFrom(1, 1, 2, 3, 4);
  return fc.array(extent, { minLength: from, maxLength: to }).filter((shape) => sizeOf(shape) <= most);
}

/** Values on a coarse grid, so that ties, zeros and whole numbers abound, and points between. */
export function plainFloats({ low, high }: Domain = symmetric): fc.Arbitrary<number> {
  const grid = fc
    .integer({ min: Math.ceil(low * 4), max: Math.floor(high * 4) })
    .map((quarter) => quarter / 4);
  const fine = 2 ** 20;
  const between = fc.integer({ min: 0, max: fine }).map((part) => low + ((high - low) * part) / fine);
  return fc.oneof({ arbitrary: grid, weight: 2 }, { arbitrary: between, weight: 3 });
}

/** Plain values and, where the domain has them, some that are tiny: there relative errors show. */
export function floats(domain: Domain = symmetric): fc.Arbitrary<number> {
  const { low, high } = domain;
  const tiny = fc
    .tuple(fc.constantFrom(1, -1), fc.integer({ min: 5, max: 60 }))
    .map(([sign, power]) => sign * 2 ** -power)
    .filter((value) => low <= value && value <= high);
  if (low > 2 ** -60 || high < 0) return plainFloats(domain);
  return fc.oneof({ arbitrary: plainFloats(domain), weight: 5 }, { arbitrary: tiny, weight: 1 });
}

/** Value sets of one operand. */
export function operand(
  shape: readonly number[],
  dtype: DType = 'float32',
  values: fc.Arbitrary<number> = defaultValues(dtype),
): fc.Arbitrary<NdArray> {
  const length = valueSets * sizeOf(shape);
  return fc
    .array(values, { minLength: length, maxLength: length })
    .map((list) => ({ dtype, shape: [valueSets, ...shape], values: typed(dtype, list) }));
}

/**
 * Value sets without ties, an eighth of `step` or more away from every multiple of `step`: (k + 1/2) step for different
 * k, in random order, starting at `low`.
 */
export function distinct(shape: readonly number[], low = -3, step = 0.25): fc.Arbitrary<NdArray> {
  const size = sizeOf(shape);
  const places = Array.from({ length: size }, (_, place) => place);
  const orders = fc.array(fc.shuffledSubarray(places, { minLength: size }), {
    minLength: valueSets,
    maxLength: valueSets,
  });
  return orders.map((sets) => ({
    dtype: 'float32',
    shape: [valueSets, ...shape],
    values: Float32Array.from(sets.flat(), (place) => low + (place + 0.5) * step),
  }));
}

function defaultValues(dtype: DType): fc.Arbitrary<number> {
  if (dtype === 'float32') return floats();
  return dtype === 'int32' ? fc.integer({ min: -9, max: 9 }) : fc.integer({ min: 0, max: 1 });
}

function typed(dtype: DType, values: readonly number[]): TypedValues {
  const buffer = allocate(dtype, values.length);
  buffer.set(values);
  return buffer;
}

export const axisOf = (shape: readonly number[]): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: shape.length - 1 });

/** Two shapes that broadcast together. */
export const broadcastPairs = pairsWithin(shapes(0, 5, 48));

function pairsWithin(from: fc.Arbitrary<number[]>): fc.Arbitrary<[number[], number[]]> {
  return from.chain((shape) => {
    const smaller = fc
      .tuple(
        fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
        fc.integer({ min: 0, max: shape.length }),
      )
      .map(([ones, dropped]) => shape.map((extent, axis) => (ones[axis] ? 1 : extent)).slice(dropped));
    return fc.tuple(fc.oneof(fc.constant(shape), smaller), smaller);
  });
}

/** Values an odd number of sixteenths: 1/16 or more away from whole numbers and zero, where functions have kinks. */
export function smoothOperand(
  shape: readonly number[],
  { low, high }: Domain = symmetric,
): fc.Arbitrary<NdArray> {
  const eighths = fc.integer({ min: Math.ceil(low * 8), max: Math.floor(high * 8) - 1 });
  return operand(
    shape,
    'float32',
    eighths.map((eighth) => (eighth + 0.5) / 8),
  );
}

/** Small shapes for central differences, whose trials run four times as often. */
export const smallShapes = shapes(0, 3, 12);
export const smallPairs = pairsWithin(smallShapes);
