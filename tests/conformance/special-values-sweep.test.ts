import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NdArray, NdRecord } from '#core';
import { elementwiseCases } from './cases/elementwise.ts';
import { linearCases } from './cases/linear.ts';
import { reductionCases } from './cases/reduction.ts';
import { firstFar, metricsOf, trialStep } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';
import type { KernelCase, Trial } from './trial.ts';

const notFinite = [NaN, Infinity, -Infinity, 0, -0];
/** Devices take these for zero. */
const denormals = testedEngine === 'webgpu' ? [] : [1e-40, -1e-40, 1.4e-45, 1.1e-38];
const largest = [3e38, -3e38, 1e10, -1e10];
const ends = [0, -1, 1, 2 ** 31 - 1, -(2 ** 31), 65536];

/** Sums of the largest numbers depend on their order, and on the digits that partial sums have. */
const summing = new Set([
  'Sum',
  'Mean',
  'Prod',
  'Cumsum',
  'Cumprod',
  'AvgPool',
  'AvgPoolGrad',
  'Softmax',
  'AddN',
]);
/** Those whose gradient is compared as well; MaxPoolGrad and AvgPoolGrad are gradients. */
const differentiated = new Set(['Max', 'Min', 'MaxPoolGrad', 'AvgPoolGrad']);

const pools = linearCases.filter(({ kernel }) => kernel.includes('Pool'));
const cases = [...elementwiseCases, ...reductionCases, ...pools];

/** The trial with special values in place of about a third of its operands' elements. */
function sprinkled(kernel: string, trial: Trial, choices: readonly number[]): Trial {
  let next = 0;
  const replace = (array: NdArray): NdArray => {
    const isSum = summing.has(kernel);
    const floats = [...notFinite, ...denormals, ...(isSum ? [] : largest)];
    const list = array.dtype === 'float32' ? floats : array.dtype === 'int32' && !isSum ? ends : [];
    const values = array.values.slice();
    values.forEach((_, index) => {
      const choice = choices[next++ % choices.length]!;
      if (choice < list.length) values[index] = list[choice]!;
    });
    return { ...array, values };
  };
  const inputs: NdRecord = Object.fromEntries(
    Object.entries(trial.inputs).map(([name, array]) => [name, replace(array)]),
  );
  return { ...trial, inputs, wrt: differentiated.has(kernel) ? trial.wrt : [] };
}

/** Library functions differ by epsilons, and where they end at zero by the floor. */
const tolerance = { relative: 16, floor: 0.4 };

async function difference(kernel: string, trial: Trial): Promise<string[]> {
  const step = trialStep(trial);
  const reference = await metricsOf(step, trial.inputs, 'reference');
  const actual = await metricsOf(step, trial.inputs, testedEngine);
  const operands = Object.entries(trial.inputs).map(([name, { values }]) => `${name} ${values.join(' ')}`);
  return Object.keys(reference)
    .map((name) => firstFar(name, actual[name]!, reference[name]!, tolerance, trial))
    .filter((text) => text !== undefined)
    .map((text) => [`${kernel}: ${text}`, trial.label, ...operands].join('\n'));
}

const runs = testedEngine === 'webgpu' ? 10 : 30;
const choices = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 60, maxLength: 60 });

describe('special values among the operands', () => {
  it.each(cases.map((one): [string, KernelCase] => [one.kernel, one]))(
    '%s gives what the reference gives',
    async (kernel, { trials }) => {
      await fc.assert(
        fc.asyncProperty(trials, choices, async (trial, drawn) => {
          expect(await difference(kernel, sprinkled(kernel, trial, drawn))).toEqual([]);
        }),
        { numRuns: runs },
      );
    },
  );
});
