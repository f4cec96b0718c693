import type { Kernel } from './kernels.ts';
import type { Offsets, Phase, PlanKernel, Source } from './plan-kernel.ts';
import type { TensorId } from './view.ts';

/** A kernel whose description needs nothing but the places of its tensors. */
export class PlannedKernel implements PlanKernel {
  readonly sources: readonly Source[];

  constructor(
    source: Source,
    readonly phase: Phase,
    readonly reads: readonly TensorId[],
    readonly writes: readonly TensorId[],
    private readonly describe: (offsets: Offsets) => Kernel,
  ) {
    this.sources = [source];
  }

  resolve(offsets: Offsets): Kernel {
    return this.describe(offsets);
  }
}
