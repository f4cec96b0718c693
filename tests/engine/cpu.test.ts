import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type NdRecord, ndarray, rows, specsOf } from '#core';
import { type ChunkResult, compile, type EngineName, type Program, type Step, StepError } from '#engine';

interface Given {
  readonly state?: NdRecord;
  readonly inputs?: NdRecord;
  readonly data?: NdRecord;
  readonly steps: number;
}

/** Specs of one step's slice of the inputs. */
function compiled(
  step: Step,
  { state = {}, inputs = {}, data = {} }: Given,
  engine: EngineName = 'cpu',
): Promise<Program> {
  const first = Object.fromEntries(Object.entries(inputs).map(([name, array]) => [name, rows(array, 0, 1)]));
  const input = Object.fromEntries(
    Object.entries(specsOf(first)).map(([name, spec]) => [name, { ...spec, shape: spec.shape.slice(1) }]),
  );
  return compile(step, { state: specsOf(state), input, data: specsOf(data) }, { engine, threads: 1 });
}

async function run(step: Step, given: Given, engine: EngineName = 'cpu'): Promise<ChunkResult> {
  const program = await compiled(step, given, engine);
  try {
    return await program.run(given.state ?? {}, given.inputs ?? {}, given.data ?? {}, given.steps);
  } finally {
    await program.dispose();
  }
}

const one = (): tf.Scalar => tf.scalar(1, 'int32');
const scalar = (value: number): NdRecord[string] => ndarray([value], []);
const counted = (values: number[]): NdRecord[string] => ndarray(values, [values.length]);
const plain = (record: NdRecord): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).map(([name, { dtype, shape, values }]) => [
      name,
      { dtype, shape, values: [...values] },
    ]),
  );

/** Both engines: what a fold means does not depend on who runs it. */
describe.each<EngineName>(['cpu', 'reference'])('a program on %s', (engine) => {
  const walk: Step = (state, input) => {
    const x = tf.add(tf.mul(state['x']!, 0.5), input['dx']!);
    return { state: { x, steps: tf.add(state['steps']!, one()) }, metrics: { x, before: state['x']! } };
  };
  const start = { x: scalar(8), steps: ndarray([0], [], 'int32') };

  it('does in one call of 4 steps what 4 calls of one step do', async () => {
    const dx = counted([1, -2, 0.25, 3]);
    const program = await compiled(walk, { state: start, inputs: { dx }, steps: 4 }, engine);
    const whole = await program.run(start, { dx }, {}, 4);
    let state: NdRecord = start;
    const x: number[] = [];
    for (let step = 0; step < 4; step++) {
      const result = await program.run(state, { dx: rows(dx, step, step + 1) }, {}, 1);
      state = result.state;
      x.push(...result.metrics['x']!.values);
    }
    await program.dispose();
    expect(plain(whole.state)).toEqual(plain(state));
    expect([...whole.metrics['x']!.values]).toEqual(x);
    expect(x).toEqual([5, 0.5, 0.5, 3.25]);
    expect([...whole.metrics['before']!.values]).toEqual([8, 5, 0.5, 0.5]);
    expect(plain(whole.state)['steps']).toEqual({ dtype: 'int32', shape: [], values: [4] });
  });

  it('leaves its arguments alone', async () => {
    const state = { x: scalar(8), steps: ndarray([0], [], 'int32') };
    const inputs = { dx: counted([1, 2]) };
    await run(walk, { state, inputs, steps: 2 }, engine);
    expect([plain(state), plain(inputs)]).toEqual([plain(start), plain({ dx: counted([1, 2]) })]);
  });

  it('gives state back that the step leaves as it was, read or not', async () => {
    const state = { moved: scalar(1), read: scalar(2), unread: counted([3, 4]) };
    const result = await run(
      (given) => ({ state: { ...given, moved: tf.add(given['moved']!, given['read']!) }, metrics: {} }),
      { state, steps: 3 },
      engine,
    );
    expect(plain(result.state)).toEqual(plain({ ...state, moved: scalar(7) }));
    expect(result.metrics).toEqual({});
  });

  it('lets two states change places', async () => {
    const result = await run(
      ({ a, b }) => ({ state: { a: b!, b: a! }, metrics: { a: a!, again: a! } }),
      { state: { a: scalar(1), b: scalar(2) }, steps: 3 },
      engine,
    );
    expect(plain(result.state)).toEqual(plain({ a: scalar(2), b: scalar(1) }));
    expect([...result.metrics['a']!.values]).toEqual([1, 2, 1]);
    expect([...result.metrics['again']!.values]).toEqual([1, 2, 1]);
  });

  it('replaces a state that it never reads', async () => {
    const result = await run(
      (_, { dx }) => ({ state: { last: dx!, fixed: tf.scalar(5) }, metrics: {} }),
      { state: { last: scalar(0), fixed: scalar(0) }, inputs: { dx: counted([1, 2, 3]) }, steps: 3 },
      engine,
    );
    expect(plain(result.state)).toEqual(plain({ last: scalar(3), fixed: scalar(5) }));
  });

  it('repeats metrics that are inputs, data or constants, as often as there are steps', async () => {
    const result = await run(
      (_, { dx }, { table }) => ({
        state: {},
        metrics: {
          dx: dx!,
          table: table!,
          sum: tf.sum(table!),
          fill: tf.zeros([2]),
          list: tf.tensor([1, 2]),
        },
      }),
      { inputs: { dx: counted([1, 2]) }, data: { table: counted([3, 4]), unused: scalar(0) }, steps: 2 },
      engine,
    );
    expect(plain(result.metrics)).toEqual({
      dx: { dtype: 'float32', shape: [2], values: [1, 2] },
      table: { dtype: 'float32', shape: [2, 2], values: [3, 4, 3, 4] },
      sum: { dtype: 'float32', shape: [2], values: [7, 7] },
      fill: { dtype: 'float32', shape: [2, 2], values: [0, 0, 0, 0] },
      list: { dtype: 'float32', shape: [2, 2], values: [1, 2, 1, 2] },
    });
  });

  it('runs steps without inputs', async () => {
    const double: Step = ({ x }) => ({ state: { x: tf.mul(x!, 2) }, metrics: { x: x! } });
    const result = await run(double, { state: { x: scalar(1) }, steps: 5 }, engine);
    expect([...result.metrics['x']!.values]).toEqual([1, 2, 4, 8, 16]);
    expect([...result.state['x']!.values]).toEqual([32]);
  });

  it('carries whole numbers and bools', async () => {
    const state = { n: ndarray([1, -2], [2], 'int32'), flags: ndarray([1, 0], [2], 'bool') };
    const result = await run(
      ({ n, flags }, { mask }) => {
        const next = tf.where(flags!, tf.add(n!, one()), n!);
        return {
          state: { n: next, flags: tf.logicalNot(flags!) },
          metrics: { both: tf.logicalAnd(flags!, mask!) },
        };
      },
      { state, inputs: { mask: ndarray([1, 1, 0, 1], [2, 2], 'bool') }, steps: 2 },
      engine,
    );
    expect(plain(result.state)).toEqual({
      n: { dtype: 'int32', shape: [2], values: [2, -1] },
      flags: { dtype: 'bool', shape: [2], values: [1, 0] },
    });
    expect(plain(result.metrics)).toEqual({ both: { dtype: 'bool', shape: [2, 2], values: [1, 0, 0, 1] } });
  });

  it('keeps tensors made outside the step as constants, and leaves them usable', async () => {
    const outside = tf.tensor1d([1, 2, 3]);
    const step: Step = ({ x }) => ({ state: { x: tf.add(x!, outside) }, metrics: { outside } });
    for (const again of [1, 2]) {
      const result = await run(step, { state: { x: counted([0, 0, 0]) }, steps: 2 }, engine);
      expect([...result.state['x']!.values], `compilation ${again}`).toEqual([2, 4, 6]);
      expect([...result.metrics['outside']!.values]).toEqual([1, 2, 3, 1, 2, 3]);
    }
    expect(await outside.data()).toEqual(Float32Array.of(1, 2, 3));
    outside.dispose();
  });

  it('has nothing to do when a step changes no state and measures nothing', async () => {
    const idle: Step = (state) => ({ state, metrics: {} });
    const result = await run(idle, { state: { x: scalar(1) }, steps: 2 }, engine);
    expect([plain(result.state), result.metrics]).toEqual([plain({ x: scalar(1) }), {}]);
  });

  it('differentiates through a gather from captured data and an input index', async () => {
    const step: Step = ({ w }, { at }, { table }) => {
      const loss = (x: tf.Tensor): tf.Scalar => tf.sum(tf.square(tf.mul(x, tf.gather(table!, at!))));
      return { state: { w: tf.sub(w!, tf.grad(loss)(w!)) }, metrics: { loss: loss(w!) } };
    };
    const result = await run(
      step,
      {
        state: { w: scalar(1) },
        inputs: { at: ndarray([0, 1], [2, 1], 'int32') },
        data: { table: counted([0.5, 0.25]) },
        steps: 2,
      },
      engine,
    );
    expect([...result.metrics['loss']!.values]).toEqual([0.25, 0.015625]);
    expect([...result.state['w']!.values]).toEqual([0.4375]);
  });

  it.each([
    ['missing', {}, "inputs: 'dx' is missing, expected float32[2]"],
    ['of another length', { dx: counted([1, 2, 3]) }, "inputs: 'dx' is float32[3], expected float32[2]"],
    [
      'of another type',
      { dx: ndarray([1, 2], [2], 'int32') },
      "inputs: 'dx' is int32[2], expected float32[2]",
    ],
    ['unknown', { dx: counted([1, 2]), dy: scalar(1) }, "inputs: 'dy' (float32[]) is not expected"],
  ])('refuses inputs that are %s', async (_, inputs, message) => {
    const program = await compiled(walk, { state: start, inputs: { dx: counted([0]) }, steps: 1 }, engine);
    await expect(program.run(start, inputs, {}, 2)).rejects.toThrow(message);
    await program.dispose();
  });

  it('is an error to run after it was disposed, whatever it has to do, and may be disposed twice', async () => {
    const idle: Step = (state) => ({ state, metrics: {} });
    for (const step of [walk, idle]) {
      const program = await compiled(step, { state: start, inputs: { dx: counted([0]) }, steps: 1 }, engine);
      await program.run(start, { dx: counted([1]) }, {}, 1);
      await program.dispose();
      await program.dispose();
      await expect(program.run(start, { dx: counted([1]) }, {}, 1)).rejects.toThrow(
        'the program was disposed',
      );
    }
  });

  it.each([0, -1, 1.5, NaN])('refuses %s steps', async (steps) => {
    const program = await compiled(walk, { state: start, inputs: { dx: counted([0]) }, steps: 1 }, engine);
    await expect(program.run(start, { dx: counted([]) }, {}, steps)).rejects.toThrow(
      `steps must be a whole number of at least 1, got ${steps}`,
    );
    await program.dispose();
  });
});

describe('the cpu engine', () => {
  it('names the place of an index that reaches past the end, without printing', async () => {
    const step: Step = (_, { at }, { table }) => ({ state: {}, metrics: { row: tf.gather(table!, at!) } });
    const given = { inputs: { at: ndarray([7], [1], 'int32') }, data: { table: counted([1, 2]) }, steps: 1 };
    const failure = run(step, given);
    await expect(failure).rejects.toThrow(StepError);
    await expect(failure).rejects.toThrow(
      /the step failed at .*cpu\.test\.ts.*: (index 7 is outside|indices element out of data bounds, idx=7)/,
    );
  });

  it('does not let the index of one replica reach the rows of the next', async () => {
    const step: Step = (_, { at }, { table }) => ({
      state: {},
      metrics: { row: tf.gather(table!, at!, 1, 1) },
    });
    const given = {
      inputs: { at: ndarray([0, 2], [1, 2, 1], 'int32') },
      data: { table: ndarray([1, 2, 3, 4], [2, 2]) },
      steps: 1,
    };
    await expect(run(step, given)).rejects.toThrow(/the step failed at .*cpu\.test\.ts/);
  });

  it('gives the backend back that was chosen before', async () => {
    await tf.setBackend('cpu');
    const idle: Step = (state) => ({ state, metrics: {} });
    await run(idle, { state: { x: scalar(1) }, steps: 1 });
    expect(tf.getBackend()).toBe('cpu');
    expect([...(await tf.add(1, 2).data())]).toEqual([3]);
  });

  it('keeps no tensors when it compiles', async () => {
    const step: Step = ({ x }) => ({
      state: { x: tf.add(x!, tf.mul(tf.scalar(2), tf.scalar(3))) },
      metrics: {},
    });
    await run(step, { state: { x: scalar(1) }, steps: 1 });
    const { numTensors, numDataBuffers } = tf.memory();
    await run(step, { state: { x: scalar(1) }, steps: 1 });
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });
});
