/** A dispatch with everything that it is bound to. */
export interface Call {
  readonly pipeline: GPUComputePipeline;
  /** Its number in the table of parameters. */
  readonly index: number;
  readonly group: GPUBindGroup;
  /** Where its parameters and its step number lie, in bytes. */
  readonly offsets: readonly [number, number];
  readonly outside: GPUBindGroup;
  readonly groups: readonly [number, number, number];
}

/** Takes the calls of a submission, in their order. */
export interface Commands {
  call(call: Call): void;
  end(): void;
}

/** All calls in one compute pass. */
export class OnePass implements Commands {
  private readonly pass: GPUComputePassEncoder;
  private outside: GPUBindGroup | undefined;

  constructor(encoder: GPUCommandEncoder, descriptor?: GPUComputePassDescriptor) {
    this.pass = encoder.beginComputePass(descriptor);
  }

  call({ pipeline, group, offsets, outside, groups }: Call): void {
    this.pass.setPipeline(pipeline);
    this.pass.setBindGroup(0, group, offsets);
    if (this.outside !== outside) this.pass.setBindGroup(1, outside);
    this.outside = outside;
    this.pass.dispatchWorkgroups(...groups);
  }

  end(): void {
    this.pass.end();
  }
}
