import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type NdRecord, ndarray, type TypedValues, zeros } from '#core';
import { compile, type Step, type TensorRecord } from '#engine';
import { metricsOf } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';

type Apply = (input: TensorRecord) => tf.Tensor;

async function valuesOf(apply: Apply, inputs: NdRecord): Promise<number[]> {
  const step: Step = (_, input) => ({ state: {}, metrics: { y: apply(input) } });
  return [...(await metricsOf(step, inputs, testedEngine))['y']!.values];
}

const ones = { x: ndarray([1, 1, 1], [1, 3]) };
const map = { x: ndarray(Array.from({ length: 16 }, (_, at) => at + 1), [1, 1, 4, 4, 1]) }; // prettier-ignore

describe('constants of other types', () => {
  it.each<[string, Apply, NdRecord, number[]]>([
    ['a range of whole numbers', ({ x }) => tf.mul(x!, tf.range(0, 3, 1, 'int32')), ones, [0, 1, 2]],
    ['a cast of whole numbers', ({ x }) => tf.add(x!, tf.cast(tf.tensor1d([1, 2, 3], 'int32'), 'float32')), ones, [2, 3, 4]],
    ['a causal mask', ({ x }) => {
      const at = tf.range(0, 3, 1, 'int32');
      return tf.mul(tf.cast(tf.lessEqual(at, tf.reshape(at, [3, 1])), 'float32'), tf.onesLike(x!).mul(x!));
    }, ones, [1, 0, 0, 1, 1, 0, 1, 1, 1]],
    ['one-hot rows joined to floats', ({ x, i }) => tf.concat([tf.reshape(x!, [1, 1]), tf.oneHot(i!, 3)], 1), {
      x: ndarray([7], [1, 1]), i: ndarray([0], [1, 1], 'int32'),
    }, [7, 1, 0, 0]],
    ['a tensor from outside of the step', ({ x }) => tf.mul(x!, outside), ones, [4, 5, 6]],
    ['numbers cast to truth', ({ x }) => tf.where(tf.cast(tf.tensor1d([256, 0, 0.25]), 'bool'), x!, tf.zerosLike(x!)), ones, [1, 0, 1]],
  ])('%s', async (_, apply, inputs, right) => {
    expect(await valuesOf(apply, inputs)).toEqual(right);
  }); // prettier-ignore
});

const outside = tf.cast(tf.tensor1d([4, 5, 6], 'int32'), 'float32');

describe('windows that hang over the edge', () => {
  it('are cut off there', async () => {
    const pool: Apply = ({ x }) => tf.maxPool(x as tf.Tensor4D, 3, 2, 0, 'ceil');
    expect(await valuesOf(pool, map)).toEqual([11, 12, 15, 16]);
  });

  it('count their own pixels in a mean', async () => {
    const pool: Apply = ({ x }) => tf.avgPool(x as tf.Tensor4D, 3, 2, 0, 'ceil');
    expect(await valuesOf(pool, map)).toEqual([6, 7.5, 12, 13.5]);
  });

  it('take zeros in a convolution', async () => {
    const conv: Apply = ({ x }) =>
      tf.conv2d(x as tf.Tensor4D, tf.ones([3, 3, 1, 1]), 2, 0, 'NHWC', [1, 1], 'ceil');
    expect(await valuesOf(conv, map)).toEqual([54, 45, 72, 54]);
  });
});

describe('a call whose operands do not fit is refused with op, shapes and line', () => {
  const spec = (...shape: number[]) => ({ dtype: 'float32' as const, shape });
  it.each<[string, Apply, Record<string, number[]>, RegExp]>([
    ['a slice past the end', ({ a }) => tf.slice(a!, [0, 3], [2, 5]), { a: [2, 4] }, /Slice\(float32\[2, 4\]\).*begin\[1\] \+ size\[1\] \(8\)/],
    ['a slice far past the end', ({ a }) => tf.slice(a!, [0, 3], [2, 3e5]), { a: [2, 4] }, /Slice\(float32\[2, 4\]\)/],
    ['the largest of a slice past the end', ({ a }) => tf.max(tf.slice(a!, [2], [1e6])), { a: [3] }, /Slice\(float32\[3\]\)/],
    ['parts that differ off the axis', ({ a, b }) => tf.concat([a!, b!], 1), { a: [1, 2, 4], b: [1, 3, 3e6] }, /Concat\(float32\[1, 2, 4\], float32\[1, 3, 3000000\]\)/],
    ['a product whose sums differ', ({ a, b }) => tf.matMul(a!, b!), { a: [2, 65], b: [64, 3] }, /MatMul\(float32\[2, 65\], float32\[64, 3\]\)/],
    ['axes that name one twice', ({ a }) => tf.sum(a!, [0, 0]), { a: [2, 3] }, /Sum\(float32\[2, 3\]\)/],
    ['operands that do not broadcast', ({ a, b }) => tf.add(a!, b!), { a: [2, 3], b: [2] }, /[aA]dd/],
    ['a window larger than its map', ({ a }) => tf.maxPool(a as tf.Tensor4D, 5, 1, 'valid'), { a: [1, 3, 3, 1] }, /MaxPool\(float32\[1, 3, 3, 1\]\)/],
  ])('%s', async (_, apply, shapes, message) => {
    const step: Step = (_state, input) => ({ state: {}, metrics: { y: apply(input) } });
    const input = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, spec(...shape)]));
    const compiled = compile(step, { state: {}, input, data: {} }, { engine: testedEngine, threads: 1 });
    await expect(compiled).rejects.toThrow(message);
    await expect(compiled).rejects.toThrow(/called at .*constants-and-wrong-calls\.test\.ts/);
    await expect(compiled).rejects.toHaveProperty('name', 'StepError');
  }); // prettier-ignore
});

describe('arrays that do not hold what they say are refused', () => {
  const wrong = (values: unknown, shape: number[]) => ({
    a: { dtype: 'float32' as const, shape, values: values as TypedValues },
  });
  const good = { a: zeros([10]) };
  const step: Step = (state, input, data) => ({
    state: { a: tf.add(state['a']!, data['a']!) },
    metrics: { y: tf.sum(input['a']!) },
  }); // prettier-ignore
  it.each(['state', 'inputs', 'data'])('as %s', async (role) => {
    const spec = { a: { dtype: 'float32' as const, shape: [10] } };
    const specs = { state: spec, input: spec, data: spec };
    const program = await compile(step, specs, { engine: testedEngine, threads: 1 });
    const lead = role === 'inputs' ? [1, 10] : [10];
    const given = { state: good, inputs: { a: zeros([1, 10]) }, data: good };
    const run = (record: NdRecord) => {
      const all: Record<keyof typeof given, NdRecord> = { ...given, [role]: record };
      const { state, inputs, data } = all;
      return program.run(state, inputs, data, 1);
    };
    await expect(run(wrong(new Float32Array(5), lead))).rejects.toThrow(`${role}: 'a'`);
    await expect(run(wrong(new Float64Array(10), lead))).rejects.toThrow('Float64Array, not a Float32Array');
    await expect(run(wrong(new Int32Array(10), lead))).rejects.toThrow('Int32Array, not a Float32Array');
    await expect(run(wrong(Array(10).fill(0), lead))).rejects.toThrow('Array, not a Float32Array');
    await expect(run({ a: zeros(lead) })).resolves.toHaveProperty('metrics');
    await program.dispose();
    await expect(run({ a: zeros(lead) })).rejects.toThrow('the program was disposed');
  });
});
