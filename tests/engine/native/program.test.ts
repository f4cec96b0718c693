import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { cases } from '../../../bench/cases/index.ts';
import { benchSeeds } from '../../../bench/contenders/seeds.ts';
import { inputsOf } from '../../../bench/contenders/trainer.ts';
import { type NdRecord, ndarray, specsOf } from '#core';
import { compile, type Step } from '#engine';
import { compileNative } from '../../../src/engine/native/index.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';

interface Given {
  readonly step: Step;
  readonly state: NdRecord;
  readonly inputs: NdRecord;
  readonly data: NdRecord;
}

function specs({ state, inputs, data }: Given) {
  const input = Object.fromEntries(
    Object.entries(specsOf(inputs)).map(([name, { dtype, shape }]) => [
      name,
      { dtype, shape: shape.slice(1) },
    ]),
  );
  return { state: specsOf(state), input, data: specsOf(data) };
}

function compiled(given: Given, threads: number) {
  const own = specs(given);
  return compileNative(traceStep(given.step, own), own, { engine: 'cpu', threads }, { alwaysShare: true });
}

function benchCase(name: string, replicas: number, steps: number): Given {
  const training = cases.find((one) => one.name === name)!.training(benchSeeds(replicas));
  return { ...training, inputs: inputsOf(training, steps) };
}

async function finalState(given: Given, threads: number, steps: number): Promise<NdRecord> {
  const program = compiled(given, threads);
  const { state } = await program.run(given.state, given.inputs, given.data, steps);
  await program.dispose();
  return state;
}

const steps = 3;

describe('a program in machine code', () => {
  it.each(cases.map(({ name }) => name))('has kernels for all of %s', async (name) => {
    const program = compiled(benchCase(name, 2, 1), 1);
    expect(program.replicas).toBe(2);
    await program.dispose();
  });

  it.each(['mlp', 'gn-conv-16px-w16-b2', 'bn-mlp'])(
    'gives %s the same bits on any number of threads, alone or beside other replicas',
    async (name) => {
      const three = benchCase(name, 3, steps);
      const one = benchCase(name, 1, steps);
      const reference = await finalState(three, 1, steps);
      expect(await finalState(three, 2, steps)).toEqual(reference);
      const alone = await finalState(one, 1, steps);
      expect(await finalState(one, 2, steps)).toEqual(alone);
      expect(await finalState(one, 3, steps)).toEqual(alone);
      for (const [key, { values }] of Object.entries(alone)) {
        expect(reference[key]!.values.slice(0, values.length)).toEqual(values);
      }
    },
  );

  it('is an error to run after it was disposed, and may be disposed twice', async () => {
    const given = benchCase('bn-mlp', 2, 1);
    const program = compiled(given, 1);
    await program.run(given.state, given.inputs, given.data, 1);
    await program.dispose();
    await program.dispose();
    await expect(program.run(given.state, given.inputs, given.data, 1)).rejects.toThrow('was disposed');
  });

  it('answers calls that overlap as if they came one after the other', async () => {
    const given = benchCase('bn-mlp', 2, steps);
    const program = compiled(given, 2);
    const runs = [1, 2, 3].map((count) =>
      program.run(given.state, inputsOf({ ...given }, count), given.data, count),
    );
    const together = await Promise.all(runs);
    for (const [index, { state }] of together.entries()) {
      const alone = await program.run(given.state, inputsOf({ ...given }, index + 1), given.data, index + 1);
      expect(state).toEqual(alone.state);
    }
    await program.dispose();
  });

  it('ends with an error, not with threads that wait for each other, when an index is bad', async () => {
    const given: Given = {
      step: (state, { at }, { table }) => ({
        state: { sum: tf.add(state['sum']!, tf.sum(tf.gather(table!, at!), 0)) },
        metrics: {},
      }),
      state: { sum: ndarray(new Float32Array(4096), [4096]) },
      inputs: { at: ndarray([0, 1, 0, 9], [2, 2], 'int32') },
      data: { table: ndarray(new Float32Array(2 * 4096).fill(1), [2, 4096]) },
    };
    const program = compiled(given, 2);
    await expect(program.run(given.state, given.inputs, given.data, 2)).rejects.toThrow(
      /index 9 is outside of the 2 rows of float32\[2, 4096\]/,
    );
    const inputs = { at: ndarray([0, 1, 0, 1], [2, 2], 'int32') };
    const { state } = await program.run(given.state, inputs, given.data, 2);
    expect(state['sum']!.values[4095]).toBe(4);
    await program.dispose();
  });

  it('leaves ops without a kernel to ONNX Runtime', async () => {
    const step: Step = (_, { a }) => ({ state: {}, metrics: { square: tf.matMul(a!, a!) } });
    const inputs = { a: ndarray([1, 2, 3, 4], [1, 2, 2], 'int32') };
    const given = { step, state: {}, inputs, data: {} };
    expect(() => compiled(given, 1)).toThrow('BatchMatMul on int32');
    const program = await compile(step, specs(given), { engine: 'cpu', threads: 1 });
    const { metrics } = await program.run({}, inputs, {}, 1);
    expect([...metrics['square']!.values]).toEqual([7, 10, 15, 22]);
    await program.dispose();
  });
});
