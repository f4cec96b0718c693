import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type NdRecord, ndarray, specsOf, UserError } from '#core';
import type { EngineName, Step } from '#engine';
import { accuracy, embedding, minibatchOf, softmaxCrossEntropy } from '#nn';
import { withProgram } from '../../src/train/programs.ts';
import { specsOfSteps } from '../conformance/run-trial.ts';

const steps = 3;
const data = {
  x: ndarray(Array<number>(2 * 5 * 4).fill(0.5), [2, 5, 4]),
  y: ndarray([0, 1, 2, 3, 0, 3, 2, 1, 0, 3], [2, 5], 'int32'),
  table: ndarray(Array<number>(2 * 6 * 3).fill(1), [2, 6, 3]),
};
const inputs = {
  batch: ndarray([0, 1, 2, 4, 3, 3, 0, 0, 1, 1, 2, 2], [steps, 2, 2], 'int32'),
  ids: ndarray([0, 5, 1, 4, 2, 3, 0, 5, 1, 4, 2, 3], [steps, 2, 1, 2], 'int32'),
  stepIndex: ndarray([7, 8, 9], [steps]),
};

async function run(step: Step, engine: EngineName, changed: NdRecord = {}): Promise<unknown> {
  const pick = (record: NdRecord): NdRecord =>
    Object.fromEntries(Object.entries(record).map(([name, array]) => [name, changed[name] ?? array]));
  const given = pick(inputs);
  const specs = { state: {}, input: specsOfSteps(given), data: specsOf(data) };
  return withProgram(step, specs, { engine, threads: 1 }, (program) =>
    program.run({}, given, pick(data), steps),
  );
}

/** The array with another value at one place. */
const spoilt = (name: keyof typeof inputs | keyof typeof data, at: number, value: number): NdRecord => {
  const array = { ...inputs, ...data }[name];
  return { [name]: { ...array, values: array.values.with(at, value) } };
};

const loss: Step = (_, input, given) => {
  const { x, y } = minibatchOf(given, input);
  return { state: {}, metrics: { loss: softmaxCrossEntropy(x, y) } };
};
const share: Step = (_, input, given) => {
  const { x, y } = minibatchOf(given, input);
  return { state: {}, metrics: { accuracy: accuracy(x, y) } };
};
const embedded: Step = (_, { ids }, { table }) => ({ state: {}, metrics: { e: embedding(ids!, table!) } });
const chosen: Step = (_, { stepIndex }) => ({
  state: {},
  metrics: { mark: tf.oneHot(tf.cast(stepIndex!, 'int32'), 10, 1, 0, 'float32') },
});

describe.each(['cpu', 'reference'] as const)('labels, ids and indices from the host, on %s', (engine) => {
  it.each<[string, Step, NdRecord, RegExp]>([
    ['an index without a row', loss, spoilt('batch', 5, 5), /^input 'batch': 5 at step 8, place \[0, 1\] is none of 5 rows of .*\[2, 5.*; used at .*minibatch/],
    ['a negative index', loss, spoilt('batch', 11, -1), /^input 'batch': -1 at step 9, place \[1, 1\]/],
    ['a label that is no class', loss, spoilt('y', 7, 4), /^data 'y': 4 at place \[1, 2\] is none of 4 classes; used at .*softmax-cross-entropy/],
    ['one of which only the accuracy is taken', share, spoilt('y', 0, -1), /^data 'y': -1 at place \[0, 0\] is none of 4 labels or ids/],
    ['an id that is not in the table', embedded, spoilt('ids', 3, 6), /^input 'ids': 6 at step 7, place \[1, 0, 1\] is none of 6 labels or ids/],
    ['a float that is to be marked', chosen, spoilt('stepIndex', 1, NaN), /^input 'stepIndex': NaN at step NaN, place \[\] is none of 10 classes/],
  ])('%s is refused before anything runs', async (_, step, changed, problem) => {
    const refused = run(step, engine, changed);
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(problem);
  }); // prettier-ignore

  it('are taken where they are right', async () => {
    for (const step of [loss, share, embedded, chosen]) await run(step, engine);
  });

  it('may be anything where they are none: a limit of floats, what the step computes, what is marked as outside', async () => {
    const step: Step = (_, { ids, stepIndex }) => {
      const within = tf.logicalAnd(tf.greaterEqual(stepIndex!, 0), tf.less(stepIndex!, 1));
      const shifted = tf.oneHot(tf.sub<tf.Tensor1D>(ids!, tf.scalar(2, 'int32')), 2);
      return { state: {}, metrics: { within: tf.where(within, stepIndex!, NaN), shifted } };
    };
    await run(step, engine);
  });

  it('are checked in every run, of data once', async () => {
    const seen: unknown[] = [];
    const specs = { state: {}, input: specsOfSteps(inputs), data: specsOf(data) };
    await withProgram(loss, specs, { engine, threads: 1 }, async (program) => {
      await program.run({}, inputs, data, steps);
      for (const changed of [spoilt('batch', 0, 9), spoilt('y', 0, 9)]) {
        const given = { ...inputs, ...(changed['batch'] && { batch: changed['batch'] }) };
        const own = { ...data, ...(changed['y'] && { y: changed['y'] }) };
        seen.push(await program.run({}, given, own, steps).catch((error: unknown) => error));
      }
    });
    expect(seen).toEqual([expect.any(UserError), expect.any(UserError)]);
  });
});
