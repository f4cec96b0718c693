import { UserError } from '#core';

/** A step uses something that a compiled program cannot have. */
export class StepError extends UserError {
  override readonly name = 'StepError';
}

/** An op is given operands or arguments that do not fit: what TF.js's own kernels would refuse, or compute nonsense from. */
export class WrongCallError extends StepError {
  /** @param operands types and shapes of the operands, where they are known */
  constructor(op: string, operands: readonly string[] | undefined, site: string, problem: string) {
    const call = operands ? `${op}(${operands.join(', ')})` : op;
    super(
      `the op ${call} cannot be computed: ${problem}; called at ${site}`,
      'give the op operands and arguments whose shapes, element types and ranges fit',
    );
  }
}

/** A TF.js kernel that the tracing engine does not know, or not with these arguments. */
export class UnsupportedKernelError extends StepError {
  constructor(kernel: string, shapes: readonly string[], site: string, why = 'is not supported') {
    super(
      `the op ${kernel}(${shapes.join(', ')}) ${why}; called at ${site}`,
      "write it with supported ops (see 'Supported ops' in CONTRIBUTING.md), or run with --engine reference",
    );
  }
}
