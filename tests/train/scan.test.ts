import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import type { Progress } from '../../src/core/run.ts';
import { Interrupted, type Observer, scan, type ScanResult } from '#train';
import { abortedRun, memoryStore, plainRun, toyInputs, toyScan, toyState } from './toy.ts';

/** The recursion of the toy step, on the host. */
function byHand(steps: number): { w: number[]; norms: number[][] } {
  let w = Array.from(toyState['w']!.values);
  const norms: number[][] = [];
  for (let step = 0; step < steps; step++) {
    norms.push([0, 1, 2].map((r) => Math.hypot(w[2 * r]!, w[2 * r + 1]!)));
    const noise = toyInputs(step, 1)['noise']!.values;
    w = w.map((value, i) => 0.9 * value + Math.tanh(noise[i]! + [0.1, -0.2][i % 2]! + step / 10));
  }
  return { w, norms };
}

const observer: Observer = {
  every: 5,
  call: ({ step, state }) => ({ values: { double: ndarray([2 * step, state['count']!.values[0]!], [2]) } }),
};

describe('scan', () => {
  it('folds the step over its inputs and keeps the metrics of every step', async () => {
    const result = await scan(toyScan());
    const expected = byHand(20);
    expected.w.forEach((value, i) => expect(result.state['w']!.values[i]).toBeCloseTo(value, 4));
    expect(result.state['count']).toEqual(ndarray([20, 20, 20], [3], 'int32'));
    expect(result.metrics['norm']!.shape).toEqual([20, 3]);
    expected.norms
      .flat()
      .forEach((value, i) => expect(result.metrics['norm']!.values[i]).toBeCloseTo(value, 4));
    expect(Array.from(result.metrics['index']!.values)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(result.steps).toBe(20);
    expect(result.engine).toBe('reference');
  });

  it('does not depend on the chunk size', async () => {
    const whole = await scan(toyScan({ chunk: 20, observe: observer, every: 3 }));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant('auto' as const)),
        async (chunk) => {
          expect(await scan(toyScan({ chunk, observe: observer, every: 3 }))).toEqual(whole);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('keeps only the metrics asked for, of every k-th step', async () => {
    const all = await scan(toyScan());
    const some = await scan(toyScan({ record: ['norm'], every: 6, chunk: 4 }));
    expect(Object.keys(some.metrics)).toEqual(['norm']);
    expect(some.at).toEqual([0, 6, 12, 18]);
    const rowsOf = (step: number) => all.metrics['norm']!.values.slice(3 * step, 3 * step + 3);
    some.at.forEach((step, row) => {
      expect(some.metrics['norm']!.values.slice(3 * row, 3 * row + 3)).toEqual(rowsOf(step));
    });
  });

  it('observes after every k steps and stacks what the observer returns', async () => {
    const { observations, observedAt } = await scan(toyScan({ observe: observer, steps: 12 }));
    expect(observedAt).toEqual([5, 10]);
    expect(observations['double']).toEqual(ndarray([10, 5, 20, 10], [2, 2]));
  });

  it('stops when the observer says so', async () => {
    const stopping: Observer = { every: 4, call: ({ step }) => ({ stop: step === 8 }) };
    const result = await scan(toyScan({ observe: stopping, chunk: 3 }));
    expect(result.steps).toBe(8);
    expect(result.metrics['norm']!.shape).toEqual([8, 3]);
    expect(result.state['w']).toEqual((await scan(toyScan({ steps: 8 }))).state['w']);
  });

  it('reports progress that only grows and ends at the end', async () => {
    const reports: Progress[] = [];
    await scan(toyScan({ chunk: 7, run: { ...plainRun, onProgress: (progress) => reports.push(progress) } }));
    expect(reports.map(({ step }) => step)).toEqual([7, 14, 20]);
    expect(reports.every(({ steps, replicas }) => steps === 20 && replicas === 3)).toBe(true);
  });

  it('leaves no tensor behind', async () => {
    await scan(toyScan());
    const before = tf.memory().numTensors;
    await scan(toyScan());
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [
      'an input that takes the step index’ name',
      { inputs: () => ({ stepIndex: ndarray([0], [1]) }) },
      "an input is called 'stepIndex'",
    ],
    [
      'inputs of another length',
      { inputs: () => ({ noise: ndarray([0, 0], [2]) }) },
      "input 'noise' has shape [2] for 1 steps",
    ],
    ['no steps', { steps: 0 }, 'scan: steps must be a whole number of at least 1, got 0'],
    ['half an epoch', { observe: { ...observer, every: 2.5 } }, 'scan: observe.every must be a whole number'],
    [
      'a metric that is not there',
      { record: ['loss'] },
      "the step has no metric 'loss'; it has norm, w, index",
    ],
    ['a chunk of nothing', { chunk: 0 }, "chunk must be 'auto' or a whole number of at least 1, got 0"],
  ])('refuses %s', async (_, changes, message) => {
    await expect(scan(toyScan(changes))).rejects.toThrow(message);
  });
});

describe('a scan that is cut short', () => {
  async function untilDone(
    attempts: readonly number[],
    options: Parameters<typeof toyScan>[0],
  ): Promise<ScanResult> {
    const store = memoryStore();
    for (const atStep of attempts) {
      await scan(toyScan({ ...options, run: abortedRun(store, atStep) })).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Interrupted);
      });
    }
    return scan(toyScan({ ...options, run: { ...plainRun, checkpoints: store } }));
  }

  it('goes on from its checkpoint and ends with the same bits, wherever and however often it is cut', async () => {
    const whole = await scan(toyScan({ every: 2, observe: observer }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 6 }),
        async (attempts, chunk) => {
          expect(await untilDone(attempts, { every: 2, observe: observer, chunk })).toEqual(whole);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('says which scan stopped and where, as an abort', async () => {
    const error = await scan(toyScan({ chunk: 4, run: abortedRun(memoryStore(), 6) })).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ name: 'AbortError', scan: 'toy', step: 8, steps: 20 });
    expect((error as Error).message).toBe("training 'toy' was interrupted at step 8 of 20");
  });

  it('has as many rows where there are no metrics, or observations without values', async () => {
    const options = { record: [], every: 2, observe: { every: 5, call: () => ({ values: {} }) } };
    const whole = await scan(toyScan(options));
    expect(whole.at).toHaveLength(10);
    expect(whole.observedAt).toEqual([5, 10, 15, 20]);
    for (const atStep of [1, 7, 13])
      expect(await untilDone([atStep], { ...options, chunk: 3 })).toEqual(whole);
  });

  it('a second scan of its name in a batch is refused, with or without a checkpoint', async () => {
    for (const checkpoints of [memoryStore(), undefined]) {
      const run = { ...plainRun, scanNames: new Set<string>(), ...(checkpoints && { checkpoints }) };
      await scan(toyScan({ run, checkpointSeconds: 0 }));
      await expect(scan(toyScan({ run, checkpointSeconds: 0 }))).rejects.toMatchObject({
        message: "scan: the name 'toy' is taken by an earlier scan of this arm",
        hint: 'give every scan of an arm its own name: checkpoints are filed by it',
      });
      await scan(toyScan({ run, name: 'another' }));
    }
  });

  it('does not repeat past observations', async () => {
    const seen: number[] = [];
    const observe: Observer = { every: 5, call: ({ step }) => void seen.push(step) };
    await untilDone([7, 13], { observe, chunk: 5 });
    expect(seen).toEqual([5, 10, 15, 20]);
  });

  it('does not go on past a stop', async () => {
    const store = memoryStore();
    const options = { observe: { every: 5, call: () => ({ stop: true }) }, checkpointSeconds: 0 };
    const run = { ...plainRun, checkpoints: store };
    const first = await scan(toyScan({ ...options, run }));
    expect(await scan(toyScan({ ...options, run }))).toEqual(first);
    expect(first.steps).toBe(5);
  });

  it('ignores the checkpoint of another state, other data, another length', async () => {
    const store = memoryStore();
    await scan(toyScan({ chunk: 4, run: abortedRun(store, 4) })).catch(() => undefined);
    expect(store.saved.size).toBe(1);
    const others = [
      { state: { ...toyState, w: ndarray([9, 2, 3, 4, 5, 6], [3, 2]) } },
      { data: { c: ndarray([0.1, 0.2], [2]) } },
      { steps: 19 },
      { name: 'other' },
    ];
    for (const changes of others) {
      const fresh = await scan(toyScan(changes));
      expect(await scan(toyScan({ ...changes, run: { ...plainRun, checkpoints: store } }))).toEqual(fresh);
    }
  });

  it('writes no checkpoint when it is over before one is due', async () => {
    const store = memoryStore();
    await scan(toyScan({ run: { ...plainRun, checkpoints: store }, checkpointSeconds: 3600 }));
    expect(store.saved.size).toBe(0);
  });

  it('is not repeated once done when it had written checkpoints', async () => {
    const store = memoryStore();
    const run = { ...plainRun, checkpoints: store };
    const first = await scan(toyScan({ run, checkpointSeconds: 0, chunk: 5 }));
    const steps: number[] = [];
    const again = await scan(toyScan({ run: { ...run, onProgress: ({ step }) => steps.push(step) } }));
    expect(again).toEqual(first);
    expect(steps).toEqual([20]);
  });
});
