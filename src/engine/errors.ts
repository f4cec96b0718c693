import { UserError } from '#core';

/** A step uses something that a compiled program cannot have. */
export class StepError extends UserError {
  override readonly name = 'StepError';
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
