import * as tf from '@tensorflow/tfjs';
import { ndarray } from '#core';
import { compile } from '../select.ts';
import type { EngineOptions, Step } from '../types.ts';

const extent = 256;
const millisecondsToMeasure = 100;

/** Rows that add up to one, so that repeated products stay as large as they are. */
const step: Step = ({ x }, _, { w }) => ({ state: { x: tf.matMul(x!, w!) }, metrics: {} });

/**
 * Floating-point operations a second of products of 256 x 256 matrices, measured through the engine as it measures the
 * kernels of any step: for each replica one product after the other.
 */
export async function matrixPeak(
  options: Pick<EngineOptions, 'engine' | 'threads'>,
  replicas: number,
): Promise<number> {
  const x = ndarray(new Float32Array(replicas * extent ** 2).fill(1), [replicas, extent, extent]);
  const w = ndarray(new Float32Array(extent ** 2).fill(1 / extent), [extent, extent]);
  const { dtype } = x;
  const specs = {
    state: { x: { dtype, shape: x.shape } },
    input: {},
    data: { w: { dtype, shape: w.shape } },
  };
  const program = await compile(step, specs, { ...options, profile: true });
  try {
    const begin = performance.now();
    do await program.run({ x }, {}, { w }, 4);
    while (performance.now() - begin < millisecondsToMeasure);
    const { kernels } = await program.profile!();
    const products = kernels.filter(({ flops }) => flops > 0);
    const sum = (of: 'flops' | 'seconds'): number =>
      products.reduce((known, kernel) => known + kernel[of], 0);
    return sum('flops') / sum('seconds');
  } finally {
    await program.dispose();
  }
}
