import { kernelProfile } from '../profile/kernel-profile.ts';
import type { PlannedKernelCode } from '../plan/index.ts';
import type { EngineProfile, KernelProfile } from '../profile/engine-profile.ts';
import type { DispatchClock } from './dispatch-clock.ts';

/** Profile of a program. The first of several runs is a warm-up and is left out. */
export class Measured {
  private seconds = 0;
  private steps = 0;
  private runs = 0;
  private warm = false;

  /**
   * @param dispatches the kernels of each dispatch
   * @param replicas of one dispatch
   */
  constructor(
    readonly clock: DispatchClock,
    private readonly dispatches: readonly (readonly PlannedKernelCode[])[],
    private readonly replicas: number,
  ) {}

  async run<Result>(steps: number, work: () => Promise<Result>): Promise<Result> {
    if (this.runs === 1 && !this.warm) this.forgetFirst();
    const began = performance.now();
    const result = await work();
    this.seconds += (performance.now() - began) / 1000;
    this.steps += steps;
    this.runs++;
    return result;
  }

  profile(): EngineProfile {
    const seen = new Set<PlannedKernelCode>();
    const kernels = this.dispatches.flatMap((codes, index) => {
      const { seconds, calls } = this.clock.taken(index);
      // A call computes all replicas of a batch.
      const own = codes.map((code) => ofStage(kernelProfile(code, 0, calls * this.replicas), seen.has(code)));
      codes.forEach((code) => seen.add(code));
      return calls === 0 ? [] : [{ ...together(own), seconds, calls }];
    });
    const { steps, seconds } = this;
    return { basis: 'WebGPU', steps, seconds, threads: 1, together: 1, kernels };
  }

  /** Drops the warm-up run, which allocates memory. */
  private forgetFirst(): void {
    this.warm = true;
    this.seconds = 0;
    this.steps = 0;
    this.runs = 0;
    this.clock.restart();
  }
}

/** A kernel's work counts in its first stage only. */
function ofStage(kernel: KernelProfile, isLater: boolean): KernelProfile {
  if (!isLater) return kernel;
  return { ...kernel, label: `${kernel.label}, put together`, flops: 0, bytesRead: 0, bytesWritten: 0 };
}

/** The profile of a dispatch of several kernels. */
function together(kernels: readonly KernelProfile[]): KernelProfile {
  const text = (of: (kernel: KernelProfile) => string, separator: string): string =>
    [...new Set(kernels.map(of))].join(separator);
  const sum = (of: (kernel: KernelProfile) => number): number =>
    kernels.reduce((total, kernel) => total + of(kernel), 0);
  return {
    ...kernels[0]!,
    label: text(({ label }) => label, ' | '),
    kind: text(({ kind }) => kind, ' | '),
    shape: text(({ shape }) => shape, ' | '),
    flops: sum(({ flops }) => flops),
    bytesRead: sum(({ bytesRead }) => bytesRead),
    bytesWritten: sum(({ bytesWritten }) => bytesWritten),
  };
}
