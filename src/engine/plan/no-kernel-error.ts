/** No kernel of a plan computes something that a graph holds: the step runs on ONNX Runtime instead. */
export class NoKernelError extends Error {
  override readonly name = 'NoKernelError';

  constructor(op: string, why = 'has no kernel') {
    super(`${op} ${why}`);
  }
}
