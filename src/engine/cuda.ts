import { messageOf, UserError } from '#core';
import { cudaProblem } from './cuda-library.ts';
import { compileOnnx } from './onnx/program.ts';
import { traceStep } from './trace/trace.ts';
import type { Compile } from './types.ts';

/**
 * Compiles a step to one ONNX model that folds it over the steps of a chunk, run by ONNX Runtime's CUDA provider.
 * @throws UserError when the provider or CUDA itself is not there
 */
export const compileCuda: Compile = async (step, specs, options) => {
  const problem = cudaProblem();
  if (problem !== undefined) throw refusal(problem);
  const traced = traceStep(step, specs);
  try {
    return await compileOnnx(traced, specs, options, 'cuda');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw refusal(`ONNX Runtime's CUDA provider does not load: ${messageOf(error).split('\n')[0]}`);
  }
};

function refusal(problem: string): UserError {
  return new UserError(`engine 'cuda' cannot run here: ${problem}`, 'mend that, or use --engine auto');
}
