import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { createRng, ndarray, type NdRecord, sizeOf, specsOf } from '#core';
import { isBiasOrNorm, lamb, lambSlots, lars, larsSlots, type TensorRecord } from '#nn';
import type { LambOptions } from '../../src/nn/lamb.ts';
import type { LarsOptions } from '../../src/nn/lars.ts';
import { toTensors } from './numerics.ts';

export type Method = 'lars' | 'lamb';
export type Options = Omit<LambOptions, 'stepIndex'> & LarsOptions;

type Values = Readonly<Record<string, readonly number[]>>;

interface Reference {
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly start: Values;
  readonly gradients: readonly Values[];
  readonly cases: readonly {
    readonly name: string;
    readonly method: Method;
    readonly options: Options & { readonly exclude?: boolean };
    readonly expected: readonly Values[];
  }[];
}

/** Weights after each step, float32, by step and name. */
export type Path = readonly Readonly<Record<string, Float32Array>>[];

/** Trains with given gradients, one record for each step. */
export function pathOf(
  method: Method,
  start: NdRecord,
  gradients: readonly NdRecord[],
  options: Options,
): Path {
  let params: TensorRecord = toTensors(start);
  const specs = specsOf(start);
  let slots: TensorRecord = toTensors(
    method === 'lars' ? larsSlots(specs, options) : lambSlots(specs, options),
  );
  return gradients.map((gradient, step) => {
    const given = toTensors(gradient);
    const next =
      method === 'lars'
        ? lars(params, given, slots, options)
        : lamb(params, given, slots, { ...options, stepIndex: tf.scalar(step) });
    ({ params, slots } = next);
    return Object.fromEntries(
      Object.entries(params).map(([name, tensor]) => [name, tensor.dataSync() as Float32Array]),
    );
  });
}

const reference = JSON.parse(
  readFileSync(new URL('../../fixtures/nn/layerwise.json', import.meta.url), 'utf8'),
) as Reference;

/** The frozen paths of one method, with what they start from. */
export function referenceCases(method: Method) {
  const arrays = (values: Values): NdRecord =>
    Object.fromEntries(
      Object.entries(reference.shapes).map(([name, shape]) => [name, ndarray([...values[name]!], shape)]),
    );
  return reference.cases
    .filter((one) => one.method === method)
    .map(({ name, options: { exclude, ...options }, expected }) => ({
      name,
      expected,
      actual: () =>
        pathOf(method, arrays(reference.start), reference.gradients.map(arrays), {
          ...options,
          ...(exclude && { excludeFromDecay: isBiasOrNorm }),
        }),
    }));
}

/** Largest distance of a path from the expected one, as a share of the largest expected weight of the tensor. */
export function pathError(actual: Path, expected: readonly Values[]): number {
  if (actual.length !== expected.length) return Infinity;
  const errors = expected.flatMap((step, index) =>
    Object.entries(step).map(([name, values]) => {
      const largest = Math.max(1, ...values.map(Math.abs));
      return Math.max(...values.map((value, i) => Math.abs(value - actual[index]![name]![i]!))) / largest;
    }),
  );
  return Math.max(...errors.map((error) => (Number.isNaN(error) ? Infinity : error)));
}

export interface Problem {
  readonly start: NdRecord;
  /** One record for each step. */
  readonly gradients: readonly NdRecord[];
}

/** One tensor `w` [R, I, O] of weights that are not zero, and gradients of some steps, over orders of magnitude. */
export const problems: fc.Arbitrary<Problem> = fc
  .record({
    shape: fc.tuple(...[3, 4, 4].map((max) => fc.integer({ min: 1, max }))),
    weightExponent: fc.integer({ min: -6, max: 3 }),
    gradientExponent: fc.integer({ min: -20, max: 20 }),
    steps: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(),
  })
  .map(({ shape, weightExponent, gradientExponent, steps, seed }) => {
    const rng = createRng(seed.toString(), 'test');
    const draw = (exponent: number): NdRecord => {
      const values = Array.from({ length: sizeOf(shape) }, () => (1 + rng.uniform()) * 2 ** exponent);
      return {
        w: ndarray(
          values.map((value) => (rng.uniform() < 0.5 ? -value : value)),
          shape,
        ),
      };
    };
    return {
      start: draw(weightExponent),
      gradients: Array.from({ length: steps }, () => draw(gradientExponent)),
    };
  });

/** Every value times a number. */
export function multiplied(record: NdRecord, factor: number): NdRecord {
  return Object.fromEntries(
    Object.entries(record).map(([name, { values, shape }]) => [
      name,
      ndarray(
        Float32Array.from(values, (value) => value * factor),
        shape,
      ),
    ]),
  );
}

/** Length of every replica's part of `to` - `from`, [R]; of `to` alone without `from`. */
export function lengths(replicas: number, to: ArrayLike<number>, from?: ArrayLike<number>): number[] {
  const each = to.length / replicas;
  return Array.from({ length: replicas }, (_, r) => {
    let squares = 0;
    for (let i = r * each; i < (r + 1) * each; i++) squares += (to[i]! - (from?.[i] ?? 0)) ** 2;
    return Math.sqrt(squares);
  });
}
