import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type NdRecord, ndarray } from '#core';
import type { Step, TensorRecord } from '#engine';
import { metricsOf } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';

const outside = [
  tf.tensor2d([1, -2, 0.5, 0, 3, -0.25], [2, 3]),
  tf.tensor1d([4, -5, 6], 'int32'),
  tf.tensor2d([1, 0], [2, 1], 'bool'),
  tf.cast(tf.tensor1d([2, 0, -1], 'int32'), 'float32'),
  tf.cast(tf.tensor2d([0.75, 0, -2], [1, 3]), 'bool'),
];

/** Operands that broadcast to [2, 3]: inputs, and constants of every make. */
const leaves = ({ x, i, b }: TensorRecord): tf.Tensor[] => [
  x!, x!, i!, b!, ...outside,
  tf.range(0, 3, 1, 'int32'), tf.range(-1, 0.5, 0.5), tf.scalar(1.5), tf.scalar(3, 'int32'), tf.scalar(true),
  tf.fill([2, 3], -2, 'int32'), tf.fill([1, 3], 0.25), tf.ones([2, 1], 'bool'), tf.zeros([3], 'int32'),
  tf.oneHot(tf.cast(tf.reshape(b!, [2]), 'int32'), 3), tf.oneHot(tf.tensor1d([2, 0], 'int32'), 3, 2, -1, 'float32'),
  tf.cast(tf.range(0, 3), 'bool'), tf.lessEqual(tf.range(0, 3, 1, 'int32'), tf.reshape(tf.range(0, 2, 1, 'int32'), [2, 1])),
  tf.onesLike(x!), tf.zerosLike(i!), tf.eye(2, 3),
]; // prettier-ignore

const number = (t: tf.Tensor): tf.Tensor => (t.dtype === 'bool' ? tf.cast(t, 'int32') : t);
const truth = (t: tf.Tensor): tf.Tensor => tf.cast(t, 'bool');
const bounded = (t: tf.Tensor): tf.Tensor => tf.clipByValue(t, -8, 8);
const full = (t: tf.Tensor): tf.Tensor => tf.broadcastTo(t, [2, 3]);

type Op = (p: tf.Tensor, q: tf.Tensor, r: tf.Tensor) => tf.Tensor;

/** Nothing here rounds, so that two engines agree on every comparison. */
const ops: readonly Op[] = [
  (p, q) => tf.add(number(p), number(q)),
  (p, q) => tf.sub(number(p), number(q)),
  (p, q) => bounded(tf.mul(number(p), number(q))),
  (p, q) => tf.mul(p, tf.cast(q, p.dtype)),
  (p, q) => tf.maximum(number(p), number(q)),
  (p, q) => tf.minimum(number(p), number(q)),
  (p, q) => tf.greater(p, q),
  (p, q) => tf.lessEqual(p, q),
  (p, q) => tf.equal(p, q),
  (p, q) => tf.notEqual(p, q),
  (p, q) => tf.logicalAnd(truth(p), truth(q)),
  (p, q) => tf.logicalOr(truth(p), truth(q)),
  (p) => tf.logicalNot(truth(p)),
  (p, q, r) => tf.where(full(truth(p)), full(number(q)), full(tf.cast(r, number(q).dtype))),
  (p) => tf.neg(number(p)),
  (p) => tf.abs(number(p)),
  (p) => tf.relu(number(p)),
  (p) => tf.floor(tf.cast(p, 'float32')),
  (p) => tf.cast(p, 'int32'),
  (p) => tf.cast(p, 'bool'),
  (p) => tf.cast(p, 'float32'),
  (p) => tf.div(tf.cast(p, 'float32'), tf.scalar(2)),
  (p) => tf.sum(full(number(p)), 1, true),
  (p) => tf.max(full(number(p)), 0, true),
  (p, q) => tf.slice(tf.concat([full(p), full(tf.cast(q, p.dtype))], 1), [0, 2], [2, 3]),
  (p, q) => tf.gather(full(p), tf.cast(tf.abs(tf.minimum(tf.cast(tf.max(tf.cast(q, 'float32')), 'int32'), 1)), 'bool').reshape([1]).cast('int32'), 0),
]; // prettier-ignore

const instruction = fc.record({
  op: fc.nat({ max: ops.length - 1 }),
  from: fc.tuple(fc.nat({ max: 63 }), fc.nat({ max: 63 }), fc.nat({ max: 63 })),
});
type Instruction = typeof instruction extends fc.Arbitrary<infer T> ? T : never;

/** The last results of a program, and the gradient of their sum. */
function stepOf(program: readonly Instruction[]): Step {
  const evaluate = (input: TensorRecord): tf.Tensor[] => {
    const values = leaves(input);
    const before = values.length;
    for (const { op, from } of program) {
      const [p, q, r] = from.map((at) => values[values.length - 1 - (at % values.length)]!);
      values.push(ops[op]!(p!, q!, r!));
    }
    return values.slice(before).slice(-3);
  };
  return (_, input) => {
    const results = evaluate(input);
    const total = (x: tf.Tensor): tf.Scalar =>
      tf.sum(tf.addN([x, ...evaluate({ ...input, x }).map((y) => full(tf.tanh(tf.cast(y, 'float32'))))]));
    const named = Object.fromEntries(results.map((value, at) => [`y${at}`, value]));
    return { state: {}, metrics: { ...named, gradient: tf.grad(total)(input['x']!) } };
  };
}

const quarters = fc.integer({ min: -12, max: 12 }).map((quarter) => quarter / 4);
const list = <T>(of: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> =>
  fc.array(of, { minLength: length, maxLength: length });
const inputs: fc.Arbitrary<NdRecord> = fc
  .tuple(list(quarters, 12), list(fc.integer({ min: -4, max: 4 }), 6), list(fc.nat({ max: 1 }), 4))
  .map(([x, i, b]) => ({
    x: ndarray(x, [2, 2, 3]),
    i: ndarray(i, [2, 3], 'int32'),
    b: ndarray(b, [2, 2, 1], 'bool'),
  }));

const programs = fc.array(instruction, { minLength: 1, maxLength: 8 });
const numRuns = Number(process.env['CLAIMCHECK_FUZZ_RUNS'] ?? (testedEngine === 'webgpu' ? 30 : 300));

it('programs of constants and operands of mixed types give what the reference gives', async () => {
  await fc.assert(
    fc.asyncProperty(programs, inputs, async (program, given) => {
      const step = stepOf(program);
      const expected = await metricsOf(step, given, 'reference');
      const actual = await metricsOf(step, given, testedEngine);
      for (const [name, { dtype, shape, values }] of Object.entries(expected)) {
        expect([actual[name]!.dtype, actual[name]!.shape]).toEqual([dtype, shape]);
        for (const [at, value] of [...values].entries())
          expect(Math.abs(actual[name]!.values[at]! - value), `${name}[${at}]`).toBeLessThanOrEqual(1e-4 * (1 + Math.abs(value))); // prettier-ignore
      }
    }),
    { numRuns },
  );
}, 170_000);
