/** A graph holds something that has no machine code yet: the program runs on ONNX Runtime instead. */
export class NoMachineCodeError extends Error {
  override readonly name = 'NoMachineCodeError';

  constructor(kernel: string, why = 'has no kernel') {
    super(`${kernel} ${why}`);
  }
}
