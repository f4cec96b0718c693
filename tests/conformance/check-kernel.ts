import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { checkDifferences } from './differences.ts';
import { firstFar, metricsOf, trialStep } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';
import { type Comparison, type KernelCase, summed, type Trial } from './trial.ts';

/** Programs for a device take longer to compile. */
const [runs, differenceRuns] =
  testedEngine === 'webgpu' ? [{ numRuns: 15 }, { numRuns: 4 }] : [{ numRuns: 40 }, { numRuns: 10 }];

/** Tests of one kernel: engine against engine, and gradients against central differences. */
export function checkKernel(kernelCase: KernelCase): void {
  const { kernel, smooth } = kernelCase;
  describe(kernel, () => {
    it('gives what the reference gives, forward and backward', async () => {
      const called = vi.spyOn(tf.engine(), 'runKernel');
      try {
        await holds(kernelCase);
        expect(new Set(called.mock.calls.map(([name]) => name))).toContain(kernel);
      } finally {
        called.mockRestore();
      }
    });
    if (smooth) checkSmooth(smooth);
  });
}

/** The same for a layer or a loss, which is many kernels. */
export function checkLayer(name: string, layer: Comparison): void {
  describe(name, () => {
    it('gives what the reference gives, forward and backward', () => holds(layer));
    if (layer.smooth) checkSmooth(layer.smooth);
  });
}

function checkSmooth(smooth: fc.Arbitrary<Trial>): void {
  it('has the gradient that central differences give', async () => {
    await fc.assert(
      fc.asyncProperty(smooth, (trial) => checkDifferences(trial)),
      differenceRuns,
    );
  });
}

async function holds(comparison: Comparison): Promise<void> {
  await fc.assert(
    fc.asyncProperty(comparison.trials, (trial) => compareEngines(comparison, trial)),
    runs,
  );
}

async function compareEngines({ forward, gradient = summed }: Comparison, trial: Trial): Promise<void> {
  const step = trialStep(trial);
  const reference = await metricsOf(step, trial.inputs, 'reference');
  const actual = await metricsOf(step, trial.inputs, testedEngine);
  const far = Object.keys(reference).map((name) =>
    firstFar(name, actual[name]!, reference[name]!, name === 'value' ? forward : gradient, trial),
  );
  expect(far.filter((text) => text !== undefined)).toEqual([]);
}
