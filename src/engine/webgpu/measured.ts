import { kernelProfile } from '../native/profile/kernel-profile.ts';
import type { PlannedKernelCode } from '../native/plan/index.ts';
import type { EngineProfile } from '../profile/engine-profile.ts';
import type { DispatchClock } from './dispatch-clock.ts';

/** A kernel of the plan, and the numbers of the dispatches that compute it. */
export interface MeasuredKernel {
  readonly code: PlannedKernelCode;
  readonly first: number;
  readonly count: number;
}

/** What the runs of a program cost, the first of several apart. */
export class Measured {
  private seconds = 0;
  private steps = 0;
  private runs = 0;
  private warm = false;

  /** @param replicas of one dispatch */
  constructor(
    readonly clock: DispatchClock,
    private readonly kernels: readonly MeasuredKernel[],
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
    const kernels = this.kernels.flatMap(({ code, first, count }) => {
      const taken = Array.from({ length: count }, (_, i) => this.clock.taken(first + i));
      const seconds = taken.reduce((sum, own) => sum + own.seconds, 0);
      const calls = taken[0]?.calls ?? 0;
      // A call computes all replicas of a tile.
      return calls === 0 ? [] : [{ ...kernelProfile(code, seconds, calls * this.replicas), calls }];
    });
    const { steps, seconds } = this;
    return { basis: 'WebGPU', steps, seconds, threads: 1, together: 1, kernels };
  }

  /** The first run gets its memory. */
  private forgetFirst(): void {
    this.warm = true;
    this.seconds = 0;
    this.steps = 0;
    this.runs = 0;
    this.clock.restart();
  }
}
