/** A dispatch with its pipeline and bind groups. */
export interface Call {
  readonly pipeline: GPUComputePipeline;
  /** Index of its block of uniforms. */
  readonly index: number;
  readonly group: GPUBindGroup;
  /** Dynamic offsets of its uniforms and of the step number, in bytes. */
  readonly offsets: readonly [number, number];
  readonly outside: GPUBindGroup;
  readonly groups: readonly [number, number, number];
}

/** Encodes the dispatches of a submission, in order. */
export interface Commands {
  call(call: Call): void;
  end(): void;
}

/** Encodes all dispatches into one compute pass. */
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
