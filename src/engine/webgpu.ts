import { compileCpu } from './cpu.ts';
import { NoKernelError } from './plan/index.ts';
import { traceStep } from './trace/trace.ts';
import type { Compile } from './types.ts';
import { compileInBatches } from './webgpu/index.ts';

/**
 * Compiles a step to compute shaders that run one replica's step for all replicas at once, and for the processor where
 * an op has no kernel.
 * @throws StepError when the step reads values, draws random numbers, uses an op that is not supported, or needs larger
 *   buffers than the device has
 * @throws UserError when there is no GPU
 */
export const compileWebgpu: Compile = async (step, specs, options) => {
  try {
    return await compileInBatches(traceStep(step, specs), specs, options);
  } catch (error) {
    if (error instanceof NoKernelError) return compileCpu(step, specs, options);
    throw error;
  }
};
