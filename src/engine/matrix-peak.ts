import * as tf from '@tensorflow/tfjs-core';
import { ndarray, specsOf } from '#core';
import { compile } from './select.ts';
import type { EngineName, Step } from './types.ts';

const extent = 256;
const stepsPerRun = 8;
const measuredMilliseconds = 200;

/** Rows of `w` add up to one, so that products stay as large as they are. */
const step: Step = ({ x }, _, { w }) => ({ state: { x: tf.matMul(x!, w!) }, metrics: {} });

/** Floating-point operations a second of products of 256 x 256 matrices on one thread: the best of many short runs. */
export async function matrixPeak(engine: EngineName): Promise<number> {
  const x = ndarray(new Float32Array(extent ** 2).fill(1), [1, extent, extent]);
  const w = ndarray(new Float32Array(extent ** 2).fill(1 / extent), [extent, extent]);
  const specs = { state: specsOf({ x }), input: {}, data: specsOf({ w }) };
  const program = await compile(step, specs, { engine, threads: 1 });
  try {
    const best = await shortestRun(() => program.run({ x }, {}, { w }, stepsPerRun));
    return (2 * extent ** 3 * stepsPerRun) / best;
  } finally {
    await program.dispose();
  }
}

/** Seconds of the shortest of as many runs as fit into the time, at least two: the first one gets its memory. */
async function shortestRun(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let best = Infinity;
  let runs = 0;
  while (runs < 2 || performance.now() - began < measuredMilliseconds) {
    const start = performance.now();
    await run();
    best = Math.min(best, (performance.now() - start) / 1000);
    runs++;
  }
  return best;
}
