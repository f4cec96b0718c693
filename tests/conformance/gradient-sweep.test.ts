import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { createRng, messageOf, type NdArray, ndarray, type NdRecord, sizeOf } from '#core';
import type { Step } from '#engine';
import { kernelTracers } from '../../src/engine/trace/kernels/index.ts';
import { type GradientCall, gradientCalls } from './cases/gradient-calls.ts';
import {
  differences,
  firstGradients,
  nameOf,
  operandsOf,
  ordinary,
  repeated,
  sweepStep,
} from './gradient-steps.ts';
import { firstFar, metricsOf } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';
import { summed } from './trial.ts';

const differentiable = Object.entries(gradientCalls).flatMap(([kernel, one]) =>
  'without' in one ? [] : [[kernel, one] as const],
);
const undifferentiable = Object.entries(gradientCalls).flatMap(([kernel, one]) =>
  'without' in one && one.without === 'gradient' ? [[kernel, one.call] as const] : [],
);
/** Padding is multiplied by some engines and left out by others: 0 times what is not finite is NaN. */
const convolutions = new Set(Object.keys(gradientCalls).filter((kernel) => kernel.includes('Conv2D')));
/** What the gradients of these are made of has none. */
const onlyOnce: Readonly<Record<string, string>> = {
  Elu: 'EluGrad',
  MaxPool: 'MaxPoolGrad',
  AvgPool: 'AvgPoolGrad',
  Conv2D: 'Conv2DBackpropFilter',
  Conv2DBackpropInput: 'Conv2DBackpropFilter',
  FusedConv2D: 'Conv2DBackpropFilter',
};

/** Checks the gradients of all operands, element by element. */
async function holds(call: GradientCall['call'], inputs: NdRecord): Promise<void> {
  const names = Object.keys(inputs);
  const gradients = await metricsOf(sweepStep(call, names.length), inputs, testedEngine);
  expect(Object.keys(gradients)).toEqual(names);
  const slopes = await differences(call, inputs);
  for (const [name, { shape, values }] of Object.entries(gradients)) {
    expect(shape).toEqual(inputs[name]!.shape);
    const expected = slopes[name]!;
    const far = expected.findIndex(({ slope, allowed }, at) => !(Math.abs(values[at]! - slope) <= allowed));
    expect(far < 0 ? [] : [name, shape, far, values[far], expected[far]]).toEqual([]);
  }
}

describe('the sweep of gradients', () => {
  it('goes over every kernel that steps are traced with', () => {
    expect(Object.keys(gradientCalls).sort()).toEqual(Object.keys(kernelTracers).sort());
  });
});

describe.each(differentiable)('the gradient of %s', (kernel, one) => {
  it('is that of central differences, of the shape of its operand, however operands are repeated', async () => {
    const called = vi.spyOn(tf.engine(), 'runKernel');
    for (const shapes of one.trials) await holds(one.call, operandsOf(one, shapes));
    expect(called.mock.calls.map(([name]) => name)).toContain(kernel);
    called.mockRestore();
  });

  it('can be differentiated again, or is refused by name', async () => {
    const again = holds(firstGradients(one.call), operandsOf(one, one.trials[0]!));
    const lacking = onlyOnce[kernel];
    if (lacking === undefined) await again;
    else await expect(again).rejects.toThrow(`the op ${lacking} has no gradient`);
  });

  it('is that of the reference at ties, zeros, infinities and NaN', async () => {
    const special = [0, -0, 1, -1, 0.5, 2, ...(convolutions.has(kernel) ? [] : [Infinity, -Infinity, NaN])];
    for (const shapes of one.trials) {
      const rng = createRng('gradients', `special/${kernel}/${shapes.join('/')}`);
      const drawn = shapes.map((shape) =>
        ndarray(Array.from({ length: 8 * sizeOf(shape) }, (_, at) => special[rng.integer(at % 2 === 0 ? special.length : 6)]!), [8, ...shape]),
      ); // prettier-ignore
      const inputs = Object.fromEntries(drawn.map((array, index) => [nameOf(index), array]));
      const step = sweepStep(one.call, shapes.length);
      const expected = await metricsOf(step, inputs, 'reference');
      const actual = await metricsOf(step, inputs, testedEngine);
      const far = Object.keys(expected).map((name) =>
        firstFar(name, actual[name]!, expected[name]!, summed, { terms: 24, magnitude: 4 }),
      );
      expect(far.filter((text) => text !== undefined)).toEqual([]);
    }
  });

  it('keeps what is not finite in its row, of the operands and from above', async () => {
    const shapes = one.trials[0]!;
    const rows = shapes[0]![0]!;
    const own = shapes.slice(0, one.rowOperands).map((_, index) => nameOf(index));
    const scale = ndarray(Array<number>(rows).fill(1), [1, rows]);
    const poisons = ['scale', ...own].flatMap((name) => [NaN, Infinity, -Infinity].map((bad) => ({ name, bad })));
    // The first set is clean, and each of the others has something else in the first row of one operand.
    const inputs = repeated({ ...operandsOf(one, shapes), scale }, 1 + poisons.length, (name, set, values) => {
      const poison = poisons[set - 1];
      return values.map((value, at) => (poison?.name === name && at < values.length / rows ? poison.bad : value));
    });
    const gradients = await metricsOf(sweepStep(one.call, shapes.length), inputs, testedEngine);
    for (const name of own) {
      const size = gradients[name]!.values.length / (1 + poisons.length);
      const rest = (set: number): number[] => [...gradients[name]!.values.subarray(set * size + size / rows, (set + 1) * size)];
      poisons.forEach((poison, at) => expect(rest(at + 1), `${name}, ${poison.bad} in ${poison.name}`).toEqual(rest(0)));
    }
  });
}); // prettier-ignore

it.each(undifferentiable)('%s has no gradient, and says so by name', async (kernel, call) => {
  const image = kernel.startsWith('Conv') || kernel.includes('Pool');
  const shapes = kernel.startsWith('Conv') ? [[1, 2, 2, 1], [1, 1, 1, 1]] : [image ? [1, 2, 2, 1] : [4]]; // prettier-ignore
  const inputs = Object.fromEntries(shapes.map((shape, index) => [nameOf(index), ordinary(shape, { low: -3, high: 3 }, index)])); // prettier-ignore
  for (const engine of [testedEngine, 'reference'] as const) {
    const problem = await metricsOf(sweepStep(call, shapes.length), inputs, engine).catch(messageOf);
    expect(problem).toMatch(new RegExp(`^the op ${kernel} has no gradient; .* at .*gradient-sweep.test.ts`));
  }
});

describe('elements that tie', () => {
  const ties = [0, -0, 1, Infinity, -Infinity];
  const drawn = (shape: readonly number[], stream: string): NdArray => {
    const rng = createRng('gradients', stream);
    return ndarray(
      Array.from({ length: sizeOf(shape) }, () => ties[rng.integer(5)]!),
      [...shape],
    );
  };
  const sums = (array: NdArray, count: number): number[] =>
    Array.from({ length: array.values.length / count }, (_, at) =>
      [...array.values.subarray(at * count, (at + 1) * count)].reduce((sum, value) => sum + value),
    );

  it.each([
    ['max', (x: tf.Tensor) => tf.max(x, -1)],
    ['min', (x: tf.Tensor) => tf.min(x, -1)],
    ['maxPool', (x: tf.Tensor) => tf.maxPool(tf.reshape<tf.Rank.R4>(x, [-1, 1, 4, 1]), [1, 4], 1, 'valid')],
  ])('of %s share one gradient between them', async (name, op) => {
    const step: Step = (_, { x }) => ({ state: {}, metrics: { dx: tf.grad((y) => tf.sum(op(y)))(x!) } });
    const { dx } = await metricsOf(step, { x: drawn([40, 4], name) }, testedEngine);
    for (const sum of sums(dx!, 4)) expect(sum).toBeCloseTo(1, 6);
  });

  it.each([
    ['maximum', tf.maximum],
    ['minimum', tf.minimum],
  ])('of %s share one gradient between them', async (name, op) => {
    const step: Step = (_, { a, b }) => {
      const [da, db] = tf.grads((x, y) => tf.sum(op(x, y)))([a!, b!]);
      return { state: {}, metrics: { sum: tf.add(da!, db!) } };
    };
    const inputs = { a: drawn([1, 80], `${name}/a`), b: drawn([1, 80], `${name}/b`) };
    const { sum } = await metricsOf(step, inputs, testedEngine);
    expect(new Set(sum!.values)).toEqual(new Set([1]));
  });
});
