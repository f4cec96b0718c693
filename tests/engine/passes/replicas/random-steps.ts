import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { Step, StepSpecs } from '#engine';
import { spec } from '../../graphs.ts';

/** A whole number below its argument. */
type Pick = (below: number) => number;
/** Undefined where the shapes do not allow it; some are refused by TF.js itself. */
type Op = (x: tf.Tensor, other: tf.Tensor, pick: Pick, replicas: number) => tf.Tensor | undefined;

const axisOf = (x: tf.Tensor, pick: Pick): number => pick(x.rank);
const along = (x: tf.Tensor, axis: number, value: number, other: number): number[] =>
  x.shape.map((_, index) => (index === axis ? value : other));

const ops: readonly Op[] = [
  (x) => tf.tanh(x),
  (x) => tf.softmax(x),
  (x, other) => tf.add(x, other),
  (x, other) => tf.mul(x, other),
  (x, other) => tf.where(tf.greater(x, 0), x, tf.add(tf.zerosLike(x), other)),
  (x, _, pick) => tf.sum(x, axisOf(x, pick), pick(2) === 0),
  (x, _, pick) => tf.max(x, axisOf(x, pick), pick(2) === 0),
  (x, _, pick) => tf.cumsum(x, axisOf(x, pick), pick(2) === 0),
  (x, _, pick) => tf.reverse(x, axisOf(x, pick)),
  (x, _, pick) => tf.cast(tf.argMax(x, axisOf(x, pick)), 'float32'),
  (x, _, pick) => tf.transpose(x, permutation(x.rank, pick)),
  (x, _, pick) => tf.reshape(x, regrouped(x, pick)),
  (x, _, pick) => {
    const axis = axisOf(x, pick);
    const from = pick(x.shape[axis]!);
    const size = 1 + pick(x.shape[axis]! - from);
    return tf.slice(x, along(x, axis, from, 0), along(x, axis, size, -1));
  },
  (x, _, pick) => {
    const axis = axisOf(x, pick);
    const both: [number, number] = [pick(4), pick(4)];
    return tf.pad(
      x,
      x.shape.map((_extent, index): [number, number] => (index === axis ? both : [0, 0])),
    );
  },
  (x, _, pick, replicas) => tf.tile(x, along(x, axisOf(x, pick), 1 + pick(replicas), 1)),
  (x, other, pick) => {
    const axis = axisOf(x, pick);
    const fits =
      other.rank === x.rank && other.shape.every((extent, at) => at === axis || extent === x.shape[at]);
    return fits ? tf.concat([x, other], axis) : undefined;
  },
  (x, other, pick) => {
    const [turnX, turnOther] = [pick(2) === 0, pick(2) === 0];
    // TF.js's plain backend gets products wrong whose batch axes broadcast in both directions.
    const sameBatch = x.rank <= 3 || x.shape.slice(0, -2).join() === other.shape.slice(0, -2).join();
    const sameSum = x.shape.at(turnX ? -2 : -1) === other.shape.at(turnOther ? -1 : -2);
    const fits = x.rank > 1 && x.rank === other.rank && sameBatch && sameSum;
    return fits ? tf.matMul(x, other, turnX, turnOther) : undefined;
  },
  (x, other, pick) => {
    const axis = axisOf(x, pick);
    return x.shape[axis]! < 2 ? undefined : tf.gather(x, tf.cast(tf.greater(other, 0), 'int32'), axis);
  },
  (x, other) => {
    const fits = x.rank > 1 && x.shape[1]! > 1 && x.shape[0] === other.shape[0];
    return fits ? tf.gather(x, tf.cast(tf.greater(other, 0), 'int32'), 1, 1) : undefined;
  },
  (x) => tf.oneHot(tf.cast(tf.greater(x, 0), 'int32'), 2, 1, 0, 'float32'),
  (x, _, pick) => tf.add(x, tf.tensor(Array.from({ length: x.shape.at(-1)! }, () => pick(2)))),
  (x, _, pick) =>
    tf.add(x, tf.tensor(Array.from({ length: x.shape[0] }, () => pick(2))).reshape(along(x, 0, -1, 1))),
];

function permutation(rank: number, pick: Pick): number[] {
  const left = Array.from({ length: rank }, (_, axis) => axis);
  return Array.from({ length: rank }, () => left.splice(pick(left.length), 1)[0]!);
}

/** Two neighbouring axes made one, or an axis of extent 1 more. */
function regrouped({ shape, rank }: tf.Tensor, pick: Pick): number[] {
  const axis = pick(rank + 1);
  if (axis >= rank - 1) return shape.toSpliced(pick(rank + 1), 0, 1);
  return shape.toSpliced(axis, 2, shape[axis]! * shape[axis + 1]!);
}

/** A step over replicas, and one draw after the other for what it does. */
export interface RandomStep {
  readonly replicas: number;
  readonly step: Step;
  readonly specs: StepSpecs;
}

/** Extents repeat the number of replicas, so that nothing but its place tells the axis of replicas from others. */
function specsFor(replicas: number): StepSpecs {
  return {
    state: { a: spec([replicas, 2, replicas]), b: spec([replicas, replicas]) },
    input: { x: spec([replicas, 2]), rate: spec([replicas]) },
    data: { table: spec([2 * replicas, 2]), square: spec([replicas, replicas]) },
  };
}

const isSmall = ({ rank, size }: tf.Tensor): boolean => rank > 0 && rank <= 5 && size > 0 && size <= 400;

/** Chains of up to twelve ops, each of a late value and any other; ops that the shapes do not allow are left out. */
export const randomSteps: fc.Arbitrary<RandomStep> = fc
  .record({
    replicas: fc.constantFrom(2, 3),
    length: fc.integer({ min: 1, max: 12 }),
    seeds: fc.array(fc.nat(2 ** 20), { minLength: 64, maxLength: 64 }),
  })
  .map(({ replicas, length, seeds }) => {
    const step: Step = (state, input, data) => {
      let next = 0;
      const pick: Pick = (below) => seeds[next++ % seeds.length]! % below;
      const values = [...Object.values(data), ...Object.values(input), ...Object.values(state)];
      for (let round = 0; round < length; round++) {
        const op = ops[pick(ops.length)]!;
        const x = values.at(-1 - pick(4))!;
        const other = values[pick(values.length)]!;
        const value = attempt(() => op(x, other, pick, replicas));
        if (value && isSmall(value)) values.push(value);
      }
      const like = (shape: readonly number[]) =>
        values.findLast((value) => value.shape.join() === shape.join())!;
      return {
        state: { a: like(state['a']!.shape), b: like(state['b']!.shape) },
        metrics: { last: values.at(-1)!, earlier: values.at(-3)! },
      };
    };
    return { replicas, step, specs: specsFor(replicas) };
  });

function attempt(op: () => tf.Tensor | undefined): tf.Tensor | undefined {
  try {
    return op();
  } catch {
    return undefined;
  }
}
