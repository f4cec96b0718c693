import { UserError } from '#core';
import { compileNative, nativeSupport } from './native/index.ts';
import { onnxRuntimeHint, onnxRuntimeProblem } from './onnx/library.ts';
import { compileOnnx } from './onnx/program.ts';
import { NoKernelError } from './plan/index.ts';
import { traceStep } from './trace/trace.ts';
import type { Compile } from './types.ts';

/**
 * Compiles a step to machine code where the machine can run it and every op has a kernel, and to a model for ONNX
 * Runtime otherwise.
 * @throws StepError when the step reads values, draws random numbers or uses an op that is not supported; UserError when
 *   it needs ONNX Runtime, which does not load
 */
export const compileCpu: Compile = async (step, specs, options) => {
  const traced = traceStep(step, specs);
  if (!nativeSupport().available) return compileOnnx(traced, specs, options);
  try {
    return compileNative(traced, specs, options);
  } catch (error) {
    if (!(error instanceof NoKernelError)) throw error;
    const problem = onnxRuntimeProblem();
    if (problem === undefined) return compileOnnx(traced, specs, options);
    throw new UserError(`the step has no machine code (${error.message}), and ${problem}`, onnxRuntimeHint);
  }
};
