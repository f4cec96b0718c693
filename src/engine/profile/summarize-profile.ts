import type { EngineProfile } from './engine-profile.ts';
import { groupKernels, type KernelGroup } from './group-kernels.ts';

/** A group of kernels in one step of training, beside all else. */
export interface GroupSummary extends KernelGroup {
  /** Of all the time of the program's runs, in [0, 1]. */
  readonly share: number;
  readonly millisecondsPerStep: number;
  readonly flopsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Its operations a second over those of large matrix products on as many threads. */
  readonly ofPeak: number;
}

/** A program's profile by groups of kernels; times of a step add up to what a step took. */
export interface ProfileSummary extends Omit<EngineProfile, 'kernels'> {
  readonly millisecondsPerStep: number;
  /** In no kernel: copies of state, inputs and metrics, calls, and waiting for other threads; of a step. */
  readonly outsideMilliseconds: number;
  /** Operations a second of large matrix products on one thread, measured in the same run. */
  readonly matrixPeak: number;
  /** The dearest first. */
  readonly groups: readonly GroupSummary[];
}

/** Groups the kernels of a profile and says what they are of a step. */
export function summarizeProfile(profile: EngineProfile, matrixPeak: number): ProfileSummary {
  const { kernels, ...head } = profile;
  const { steps, seconds, threads } = head;
  const perStep = (spent: number): number => (steps === 0 ? 0 : (1000 * spent) / (steps * threads));
  const groups = groupKernels(kernels).map((group): GroupSummary => {
    const flopsPerSecond = ratio(group.flops, group.seconds);
    return {
      ...group,
      share: ratio(group.seconds, seconds * threads),
      millisecondsPerStep: perStep(group.seconds),
      flopsPerSecond,
      bytesPerSecond: ratio(group.bytesRead + group.bytesWritten, group.seconds),
      ofPeak: ratio(flopsPerSecond, matrixPeak * head.together),
    };
  });
  const inside = groups.reduce((sum, group) => sum + group.seconds, 0);
  return {
    ...head,
    millisecondsPerStep: perStep(seconds * threads),
    outsideMilliseconds: perStep(seconds * threads - inside),
    matrixPeak,
    groups,
  };
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
