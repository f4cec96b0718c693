import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import type { StepSpecs } from '#engine';
import { compileOnnx } from '../../../src/engine/onnx/program.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';

async function evaluate(
  op: (...x: tf.Tensor[]) => tf.Tensor,
  operands: Readonly<Record<string, number[]>>,
  dtype: 'float32' | 'int32' = 'float32',
): Promise<number[]> {
  const inputs = Object.fromEntries(
    Object.entries(operands).map(([name, values]) => [name, ndarray(values, [1, values.length], dtype)]),
  );
  const input = Object.fromEntries(
    Object.entries(operands).map(([name, values]) => [name, { dtype, shape: [values.length] }]),
  );
  const specs: StepSpecs = { state: {}, input, data: {} };
  const traced = traceStep(
    (_, given) => ({ state: {}, metrics: { value: op(...Object.values(given)) } }),
    specs,
  );
  const program = await compileOnnx(traced, specs, { engine: 'cpu', threads: 1 });
  try {
    return Array.from((await program.run({}, inputs, {}, 1)).metrics['value']!.values);
  } finally {
    await program.dispose();
  }
}

describe('ONNX Runtime on special values', () => {
  it.each([0, 1, 2])('passes a NaN at place %i on to the largest and smallest value', async (place) => {
    const x = [1, 2, 3].with(place, NaN);
    expect(await evaluate((t) => tf.stack([tf.max(t), tf.min(t)]), { x })).toEqual([NaN, NaN]);
  });

  it('passes a NaN on to the largest value of a window', async () => {
    const pool = (t: tf.Tensor): tf.Tensor =>
      tf.maxPool(tf.reshape<tf.Rank.R4>(t, [1, 2, 2, 1]), 2, 2, 'valid');
    expect(await evaluate(pool, { x: [1, NaN, 3, 2] })).toEqual([NaN]);
  });

  it('takes remainders of whole numbers at the ends of their range, and by zero', async () => {
    const a = [-(2 ** 31), -(2 ** 31), 2 ** 31 - 1, 7, -7, 7, 0];
    const b = [-1, 3, -(2 ** 31), -3, 3, 0, 0];
    expect(await evaluate((x, y) => tf.mod(x, y), { a, b }, 'int32')).toEqual([0, 1, -1, -2, 2, 0, 0]);
  });

  it.each([-1, 3, -(2 ** 31)])('refuses the row %i of three', async (index) => {
    const rows = (i: tf.Tensor): tf.Tensor => tf.gather(tf.tensor([10, 20, 30]), i);
    await expect(evaluate(rows, { i: [index] }, 'int32')).rejects.toThrow(/the step failed/);
  });
});

it('a program of ONNX Runtime that is disposed once more stays as it is', async () => {
  const state = { x: ndarray([1], [1]) };
  const specs: StepSpecs = { state: { x: { dtype: 'float32', shape: [1] } }, input: {}, data: {} };
  const traced = traceStep(({ x }) => ({ state: { x: tf.add(x!, 1) }, metrics: {} }), specs);
  const program = await compileOnnx(traced, specs, { engine: 'cpu', threads: 1 });
  expect((await program.run(state, {}, {}, 2)).state['x']!.values).toEqual(Float32Array.of(3));
  await program.dispose();
  await expect(program.dispose()).resolves.toBeUndefined();
});
