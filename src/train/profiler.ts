import { AsyncLocalStorage } from 'node:async_hooks';
import type { EngineProfile, Program } from '#engine';

/** Collects what programs have cost that are compiled and run under it. */
export class Profiler {
  readonly profiles: EngineProfile[] = [];

  /** @param mostSteps of one call of a program, so that a training can be stopped after about so many */
  constructor(readonly mostSteps: number) {}

  /** Takes the profile of a program that will not run again. */
  async take(program: Program): Promise<void> {
    const profile = await program.profile!();
    if (profile.steps > 0) this.profiles.push(profile);
  }
}

const profilers = new AsyncLocalStorage<Profiler>();

/** The profiler under which this call happens. */
export function currentProfiler(): Profiler | undefined {
  return profilers.getStore();
}

/** Steps of the next call of a program, of those that are available. */
export function atMostProfiled(available: number): number {
  return Math.min(available, currentProfiler()?.mostSteps ?? available);
}

/** Does `work` under a profiler. */
export function underProfiler<Result>(profiler: Profiler, work: () => Promise<Result>): Promise<Result> {
  return profilers.run(profiler, work);
}
