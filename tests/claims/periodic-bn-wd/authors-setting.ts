import { createRng, type NdArray, ndarray, type NdRecord, type RunContext } from '#core';
import { initialize } from '#nn';
import { scan } from '#train';
import { convNetwork } from '../../../claims/periodic-bn-wd/conv-network.ts';
import { descentStep } from '../../../claims/periodic-bn-wd/descent.ts';

/**
 * What the authors' code and ours train alike. Every `restart` steps both go on from the authors' weights: where two values
 * that a maximum is taken of differ by rounding, gradients differ from there on.
 */
export const setting = {
  ...{ width: 2, samples: 16, batchSize: 4, steps: 50, restart: 10 },
  ...{ learningRate: 0.003, weightDecay: 0.01 },
};

const model = convNetwork({ width: setting.width });
const run: RunContext = { seeds: ['authors'], engine: 'auto', threads: 1 };

/** Weights by their names here, images [64, 32, 32, 3], labels, and the images of every step [50, 16]. */
export function inputs(): { weights: NdRecord; x: NdArray; y: NdArray; batches: NdArray } {
  const { samples, batchSize, steps } = setting;
  const rng = createRng('authors', 'images');
  const batches = Array.from({ length: steps }, () => rng.permutation(samples).subarray(0, batchSize));
  return {
    weights: initialize(run.seeds, model.specs),
    x: ndarray(rng.normals(samples * 32 * 32 * 3, 1), [samples, 32, 32, 3]),
    y: ndarray(
      Int32Array.from({ length: samples }, () => Math.floor(rng.uniform(0, 10))),
      [samples],
      'int32',
    ),
    batches: ndarray(
      Int32Array.from(batches.flatMap((batch) => Array.from(batch))),
      [steps, batchSize],
      'int32',
    ),
  };
}

/** Loss, norm of the scale-invariant weights and norm of their gradient before every step of a stretch from the given weights. */
export async function trained(weights: NdRecord, stretch: number) {
  const { x, y, batches } = inputs();
  const { batchSize, restart } = setting;
  const { metrics } = await scan({
    run,
    name: `authors/${stretch}`,
    step: descentStep(model, setting),
    state: weights,
    data: { x, y },
    inputs: (from, count) => {
      const first = stretch * restart + from;
      const values = batches.values.slice(first * batchSize, (first + count) * batchSize);
      return { batch: ndarray(values, [count, 1, batchSize], 'int32') };
    },
    steps: restart,
  });
  const numbers = (name: string): number[] => Array.from(metrics[name]!.values);
  return { loss: numbers('loss'), norm: numbers('norm'), gradientNorm: numbers('gradientNorm') };
}
