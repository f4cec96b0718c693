import type { EngineProfile } from '../../profile/engine-profile.ts';
import type { Plan } from '../../plan/index.ts';
import { CycleClock } from './cycle-clock.ts';
import { kernelProfile } from '../../profile/kernel-profile.ts';

/** Cycles that one thread, or threads that work together, have counted for each kernel. */
interface Counted {
  readonly cycles: BigUint64Array;
}

/** What is counted over the runs of a program, the first of several apart. */
export class Measured {
  private clock = new CycleClock();
  private steps = 0;
  private runs = 0;
  private warm = false;

  constructor(
    private readonly plan: Plan,
    private readonly replicas: number,
    private readonly together: number,
    private readonly counted: readonly Counted[],
  ) {}

  async run<Result>(steps: number, work: () => Promise<Result>): Promise<Result> {
    if (this.runs === 1 && !this.warm) this.forgetFirst();
    const result = await this.clock.time(work);
    this.steps += steps;
    this.runs++;
    return result;
  }

  profile(): EngineProfile {
    const { plan, replicas, together, counted, steps, runs } = this;
    const each = counted.map(({ cycles }) => cycles);
    const { seconds, secondsPerCycle } = this.clock;
    const kernels = [...plan.once, ...plan.step].map((kernel, index) => {
      const cycles = each.reduce((sum, counts) => sum + Number(counts[index]!), 0);
      const times = index < plan.once.length ? runs : steps;
      return kernelProfile(kernel, cycles * secondsPerCycle, replicas * times);
    });
    return { basis: 'machine code', steps, seconds, threads: counted.length, together, kernels };
  }

  /** The first run gets its memory, and fills caches. */
  private forgetFirst(): void {
    this.warm = true;
    this.clock = new CycleClock();
    this.steps = 0;
    this.runs = 0;
    for (const { cycles } of this.counted) cycles.fill(0n);
  }
}
