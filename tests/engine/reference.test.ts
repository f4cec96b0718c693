import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { ndarray, type NdRecord } from '#core';
import type { Step, StepSpecs } from '#engine';
import { compileReference } from '../../src/engine/reference.ts';

const options = { engine: 'reference', threads: 1 } as const;
const specs: StepSpecs = {
  state: { w: { dtype: 'float32', shape: [2] } },
  input: { x: { dtype: 'float32', shape: [] } },
  data: { c: { dtype: 'float32', shape: [2] } },
};
const state: NdRecord = { w: ndarray([1, 10], [2]) };
const data: NdRecord = { c: ndarray([0.5, 2], [2]) };
const inputs: NdRecord = { x: ndarray([1, 2, 3], [3]) };

/** w <- w + x c; metric: w before. */
const accumulate: Step = (s, i, d) => ({
  state: { w: tf.add(s['w']!, tf.mul(i['x']!, d['c']!)) },
  metrics: { before: tf.mul(s['w']!, 1), index: tf.cast(i['x']!, 'int32') },
});

async function run(step: Step, changes: { state?: NdRecord; inputs?: NdRecord; data?: NdRecord } = {}) {
  const program = await compileReference(step, specs, options);
  return program.run(changes.state ?? state, changes.inputs ?? inputs, changes.data ?? data, 3);
}

describe('compileReference', () => {
  it('folds the step and stacks metrics along a leading axis of steps', async () => {
    const result = await run(accumulate);
    expect(result.state['w']).toEqual(ndarray([4, 22], [2]));
    expect(result.metrics['before']).toEqual(ndarray([1, 10, 1.5, 12, 2.5, 16], [3, 2]));
    expect(result.metrics['index']).toEqual(ndarray([1, 2, 3], [3], 'int32'));
  });

  it('keeps int32 and bool', async () => {
    const mixed: StepSpecs = {
      state: { n: { dtype: 'int32', shape: [2] }, flag: { dtype: 'bool', shape: [2] } },
      input: {},
      data: {},
    };
    const step: Step = (s) => ({
      state: { n: tf.add(s['n']!, tf.scalar(1, 'int32')), flag: tf.logicalNot(s['flag']!) },
      metrics: { flag: s['flag']! },
    });
    const program = await compileReference(step, mixed, options);
    const start = { n: ndarray([1, 16777217], [2], 'int32'), flag: ndarray([1, 0], [2], 'bool') };
    const result = await program.run(start, {}, {}, 3);
    expect(result.state['n']).toEqual(ndarray([4, 16777220], [2], 'int32'));
    expect(result.state['flag']).toEqual(ndarray([0, 1], [2], 'bool'));
    expect(result.metrics['flag']).toEqual(ndarray([1, 0, 0, 1, 1, 0], [3, 2], 'bool'));
  });

  it('does not hand out the buffer of a state that the step passed through', async () => {
    const result = await run((s) => ({ state: s, metrics: {} }));
    result.state['w']!.values[0] = 99;
    expect(state['w']!.values[0]).toBe(1);
  });

  it('gives the same numbers in one chunk and in three', async () => {
    const whole = await run(accumulate);
    const program = await compileReference(accumulate, specs, options);
    let current = state;
    for (const x of [1, 2, 3]) {
      current = (await program.run(current, { x: ndarray([x], [1]) }, data, 1)).state;
    }
    expect(current).toEqual(whole.state);
  });

  it('leaves no tensor behind, not even when the step throws', async () => {
    await run(accumulate);
    const before = tf.memory().numTensors;
    await run(accumulate);
    expect(tf.memory().numTensors).toBe(before);
    const failing: Step = (s) => {
      tf.add(s['w']!, 1);
      throw new Error('from inside');
    };
    await expect(run(failing)).rejects.toThrow('from inside');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('restores the backend that was active', async () => {
    const cpuFactory = tf.findBackendFactory('cpu');
    tf.registerBackend('other', () => cpuFactory());
    await tf.setBackend('other');
    try {
      await run(accumulate);
      expect(tf.getBackend()).toBe('other');
    } finally {
      await tf.setBackend('cpu');
      tf.removeBackend('other');
    }
  });

  it.each<[string, Parameters<typeof run>[1], string]>([
    ['a missing state', { state: {} }, "state: 'w' is missing, expected float32[2]"],
    [
      'a state of another shape',
      { state: { w: ndarray([1], [1]) } },
      "state: 'w' is float32[1], expected float32[2]",
    ],
    [
      'inputs of another type',
      { inputs: { x: ndarray([1, 2, 3], [3], 'int32') } },
      "inputs: 'x' is int32[3], expected float32[3]",
    ],
    [
      'too few inputs',
      { inputs: { x: ndarray([1, 2], [2]) } },
      "inputs: 'x' is float32[2], expected float32[3]",
    ],
    [
      'unknown data',
      { data: { ...data, extra: ndarray([1], []) } },
      "data: 'extra' (float32[]) is not expected",
    ],
  ])('names what is wrong with %s', async (_, changes, message) => {
    await expect(run(accumulate, changes)).rejects.toThrow(message);
  });

  it.each<[string, Step, string]>([
    ['lost', () => ({ state: {}, metrics: {} }), "'w' is missing"],
    [
      'of another shape',
      (s) => ({ state: { w: tf.sum(s['w']!) }, metrics: {} }),
      "'w' is float32[], expected float32[2]",
    ],
    ['of another type', (s) => ({ state: { w: tf.cast(s['w']!, 'int32') }, metrics: {} }), "'w' is int32[2]"],
    ['added', (s) => ({ state: { ...s, v: s['w']! }, metrics: {} }), "'v' (float32[2]) is not expected"],
  ])('names a state tensor that the step returned %s', async (_, step, message) => {
    await expect(run(step)).rejects.toThrow(message);
  });

  it('names a metric that changes between steps', async () => {
    let calls = 0;
    const step: Step = (s) => ({ state: s, metrics: { m: calls++ === 0 ? s['w']! : tf.sum(s['w']!) } });
    await expect(run(step)).rejects.toThrow("'m' is float32[], expected float32[2]");
  });
});
