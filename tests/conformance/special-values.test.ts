import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type NdArray, ndarray } from '#core';
import type { EngineName } from '#engine';
import { epsilon, metricsOf } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';

type Op = (...operands: tf.Tensor[]) => tf.Tensor;

const points = [
  NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 3, -3, 1e-10, -1e-10, 20, -20, 50, -50, 88,
  -88, 100, -100, 1e6, -1e6, 1e10, -1e10, 3e38, -3e38,
]; // prettier-ignore

/** How far results may be apart: library functions differ by epsilons, and where they end at zero by the floor. */
const relative = 16 * epsilon;
const floor = 4e-8;

const unary: Readonly<Record<string, Op>> = {
  abs: (x) => tf.abs(x),
  acos: (x) => tf.acos(x),
  acosh: (x) => tf.acosh(x),
  asin: (x) => tf.asin(x),
  asinh: (x) => tf.asinh(x),
  atan: (x) => tf.atan(x),
  atanh: (x) => tf.atanh(x),
  ceil: (x) => tf.ceil(x),
  clipByValue: (x) => tf.clipByValue(x, -1, 2),
  cos: (x) => tf.cos(x),
  cosh: (x) => tf.cosh(x),
  elu: (x) => tf.elu(x),
  erf: (x) => tf.erf(x),
  exp: (x) => tf.exp(x),
  expm1: (x) => tf.expm1(x),
  floor: (x) => tf.floor(x),
  isFinite: (x) => tf.isFinite(x),
  isInf: (x) => tf.isInf(x),
  isNaN: (x) => tf.isNaN(x),
  leakyRelu: (x) => tf.leakyRelu(x),
  log: (x) => tf.log(x),
  log1p: (x) => tf.log1p(x),
  neg: (x) => tf.neg(x),
  reciprocal: (x) => tf.reciprocal(x),
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  round: (x) => tf.round(x),
  rsqrt: (x) => tf.rsqrt(x),
  selu: (x) => tf.selu(x),
  sigmoid: (x) => tf.sigmoid(x),
  sin: (x) => tf.sin(x),
  sinh: (x) => tf.sinh(x),
  softplus: (x) => tf.softplus(x),
  sqrt: (x) => tf.sqrt(x),
  square: (x) => tf.square(x),
  tan: (x) => tf.tan(x),
  tanh: (x) => tf.tanh(x),
};

const binary: Readonly<Record<string, Op>> = {
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  maximum: (a, b) => tf.maximum(a, b),
  minimum: (a, b) => tf.minimum(a, b),
  squaredDifference: (a, b) => tf.squaredDifference(a, b),
  equal: (a, b) => tf.equal(a, b),
  notEqual: (a, b) => tf.notEqual(a, b),
  greater: (a, b) => tf.greater(a, b),
  greaterEqual: (a, b) => tf.greaterEqual(a, b),
  less: (a, b) => tf.less(a, b),
  lessEqual: (a, b) => tf.lessEqual(a, b),
  prelu: (a, b) => tf.prelu(a, b),
};

function differences(actual: NdArray, expected: NdArray, describePoint: (index: number) => string): string[] {
  return Array.from(expected.values).flatMap((reference, index) => {
    const value = actual.values[index]!;
    const near = Math.abs(value - reference) <= relative * Math.abs(reference) + floor;
    return Object.is(value, reference) || value === reference || near
      ? []
      : [`${describePoint(index)} gives ${value}, expected ${reference}`];
  });
}

async function evaluate(
  op: Op,
  operands: Readonly<Record<string, number[]>>,
  engine: EngineName,
): Promise<NdArray> {
  const inputs = Object.fromEntries(
    Object.entries(operands).map(([name, values]) => [name, ndarray(values, [1, values.length])]),
  );
  const step = (
    _: unknown,
    input: Readonly<Record<string, tf.Tensor>>,
  ): ReturnType<Parameters<typeof metricsOf>[0]> => ({
    state: {},
    metrics: { value: op(...Object.values(input)) },
  });
  return (await metricsOf(step, inputs, engine))['value']!;
}

describe('NaN, infinities, signed zeros and extremes', () => {
  it.each(Object.entries(unary))('%s answers as the reference does', async (_, op) => {
    const actual = await evaluate(op, { x: points }, testedEngine);
    const expected = await evaluate(op, { x: points }, 'reference');
    expect(differences(actual, expected, (index) => String(points[index]))).toEqual([]);
  });

  const pairs = points.flatMap((a) => points.map((b) => [a, b] as const));
  const operands = { a: pairs.map(([a]) => a), b: pairs.map(([, b]) => b) };
  it.each(Object.entries(binary))('%s answers as the reference does', async (_, op) => {
    const actual = await evaluate(op, operands, testedEngine);
    const expected = await evaluate(op, operands, 'reference');
    expect(differences(actual, expected, (index) => String(pairs[index]))).toEqual([]);
  });

  it('pow answers as C does: one to any power is one, NaN and infinities included', async () => {
    const { values } = await evaluate(
      (a, b) => tf.pow(a, b),
      { a: [-2, -8, 0, 0, 1, 1, -1, -2, -Infinity], b: [3, 0.5, 0, -1, NaN, Infinity, -Infinity, -1, 3] },
      testedEngine,
    );
    expect(Array.from(values)).toEqual([-8, NaN, 1, Infinity, 1, 1, 1, -0.5, -Infinity]);
  });

  it('mod has the sign of the divisor and the exact remainder where quotients round to a whole number', async () => {
    const a = [7, -7, 7, -7, 1, -1, 1e10, 5, -6, 0.5];
    const b = [3, 3, -3, -3, 0.1, 0.1, 7, Infinity, 3, 0];
    const { values } = await evaluate((x, y) => tf.mod(x, y), { a, b }, testedEngine);
    const tenth = Math.fround(0.1);
    const expected = [1, 2, -2, -1, 1 % tenth, tenth - (1 % tenth), 4, 5, 0, NaN].map(Math.fround);
    expect(Array.from(values, (value) => value + 0)).toEqual(expected);
  });

  it('floorDiv rounds down, also where the float32 quotient rounds up to a whole number', async () => {
    const { values, dtype } = await evaluate(
      (a, b) => tf.floorDiv(a, b),
      { a: [7, -7, 7, -7, 1, -1], b: [2, 2, -2, -2, 0.1, 0.1] },
      testedEngine,
    );
    expect(dtype).toBe('int32');
    expect(Array.from(values)).toEqual([3, -4, -4, 3, 9, -10]);
  });

  const least = -(2 ** 31);
  it('mod and floorDiv by infinities, by zero and beyond the range are what the list of ops says', async () => {
    const a = [1, -1, 1, -1, 0, 1, NaN, 1e10, 3e38, Infinity];
    const b = [Infinity, Infinity, -Infinity, -Infinity, -Infinity, 0, 1, 1, 1e-3, 2];
    const rest = await evaluate((x, y) => tf.mod(x, y), { a, b }, testedEngine);
    expect(Array.from(rest.values, (value) => value + 0)).toEqual(
      [1, Infinity, -Infinity, -1, 0, NaN, NaN, 0, NaN, NaN],
    ); // prettier-ignore
    const floor = await evaluate((x, y) => tf.floorDiv(x, y), { a, b }, testedEngine);
    expect(Array.from(floor.values)).toEqual([0, -1, -1, 0, 0, least, least, least, least, least]);
  });

  // As torch.pow and Tensor.to(torch.int32) of PyTorch 2.13 answer on x64; a quotient by zero is 0 as in NumPy.
  it('whole numbers wrap around, and are 0 divided by zero', async () => {
    const whole = async (op: Op, a: number[], b: number[]): Promise<number[]> => {
      const cast: Op = (x, y) => tf.cast(op(tf.cast(x, 'int32'), tf.cast(y, 'int32')), 'int32');
      return Array.from((await evaluate(cast, { a, b }, testedEngine)).values);
    };
    const power = await whole(
      (x, y) => tf.pow(x, y),
      [0, 2, -1, 1, 3, 65537, -3],
      [-1, -2, -3, -5, 21, 7, 41],
    );
    expect(power).toEqual([0, 0, -1, 1, 1870418611, 458753, -2069870691]);
    for (const op of [tf.div, tf.floorDiv, tf.mod]) {
      expect(await whole((x, y) => op(x, y), [0, 7, -7, least], [0, 0, 0, 0])).toEqual([0, 0, 0, 0]);
    }
    const cut = await whole((x) => x, [NaN, Infinity, -Infinity, 1e10, -2.5], [0, 0, 0, 0, 0]);
    expect(cut).toEqual([least, least, least, least, -2]);
  });

  it('a NaN in the window is its largest, and a gradient that is not finite stays with one element', async () => {
    const pool: Op = (x) => tf.maxPool(tf.reshape<tf.Rank.R4>(x, [1, 1, 4, 1]), [1, 2], [1, 2], 'valid');
    const { values } = await evaluate((x) => tf.reshape(pool(x), [-1]), { x: [1, NaN, 3, 2] }, testedEngine);
    expect(Array.from(values)).toEqual([NaN, 3]);
    const slope: Op = (x) => tf.grad((y: tf.Tensor) => tf.sum(tf.mul(pool(y), Infinity)))(x);
    const gradient = await evaluate(slope, { x: [1, 2, 3, 2] }, testedEngine);
    expect(Array.from(gradient.values)).toEqual([0, Infinity, Infinity, 0]);
  });

  it('sign keeps NaN, step counts it as not positive', async () => {
    expect(
      Array.from((await evaluate((x) => tf.sign(x), { x: [NaN, -0, -2] }, testedEngine)).values),
    ).toEqual([NaN, 0, -1]);
    expect(Array.from((await evaluate((x) => tf.step(x), { x: [NaN, 0, 2] }, testedEngine)).values)).toEqual([
      0, 0, 1,
    ]);
  });

  it.each<[string, Op]>([
    ['sum', (x) => tf.sum(x)],
    ['mean', (x) => tf.mean(x)],
    ['prod', (x) => tf.prod(x)],
    ['cumsum', (x) => tf.gather(tf.cumsum(x), 3)],
    ['softmax', (x) => tf.softmax(x)],
    ['log-softmax', (x) => tf.logSoftmax(x)],
    ['log-sum-exp', (x) => tf.logSumExp(x)],
  ])('a NaN in the middle reaches the result of %s', async (_, op) => {
    const { values } = await evaluate(op, { x: [1, 2, NaN, 3] }, testedEngine);
    expect(Array.from(values).every(Number.isNaN)).toBe(true);
  });

  it('infinite constants survive the way into the model', async () => {
    const { values } = await evaluate(
      (x) => tf.concat([tf.minimum(x, Infinity), tf.maximum(x, tf.tensor([-Infinity, NaN, 3]))]),
      { x: [1, -2, 0] },
      testedEngine,
    );
    expect(Array.from(values)).toEqual([1, -2, 0, 1, NaN, 3]);
  });

  it('backward strides and dropped axes slice as in NumPy', async () => {
    const { values } = await evaluate(
      (x) =>
        tf.concat([
          tf.stridedSlice(x, [4], [-10], [-2]),
          tf.stridedSlice(x, [-1], [0], [-1]),
          tf.stridedSlice(tf.reshape(x, [1, 5]), [0, 1], [1, 5], [1, 2], 0, 0, 0, 0, 1),
        ]),
      { x: [0, 1, 2, 3, 4] },
      testedEngine,
    );
    expect(Array.from(values)).toEqual([4, 2, 0, 4, 3, 2, 1, 1, 3]);
  });
});
