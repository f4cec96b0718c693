import { median } from '#stats';
import type { ProcessState } from './process-state.ts';

export interface Growth {
  /** Median of the first third of the rounds, and of the last. */
  readonly first: number;
  readonly last: number;
  /** Whether the last is more than the allowance says. */
  readonly grew: boolean;
}

/**
 * Allocators and the garbage collector keep some of what they were given, the more the longer they run; code and handles
 * that are let go are gone.
 */
const allowances: Readonly<Record<keyof ProcessState, { readonly share: number; readonly more: number }>> = {
  megabytes: { share: 0.1, more: 0 },
  heapMegabytes: { share: 0.1, more: 0 },
  handles: { share: 0, more: 0 },
  codeMappings: { share: 0.1, more: 2 },
  threads: { share: 0, more: 0 },
};

/**
 * How what a process holds has grown over the rounds of a soak.
 * @param rounds at least three, after the first ones, in which everything is loaded
 */
export function growthOf(rounds: readonly ProcessState[]): Readonly<Record<keyof ProcessState, Growth>> {
  const third = Math.floor(rounds.length / 3);
  const growth = Object.entries(allowances).map(([name, { share, more }]) => {
    const values = rounds.map((round) => round[name as keyof ProcessState]);
    const first = median(values.slice(0, third));
    const last = median(values.slice(-third));
    return [name, { first, last, grew: last > first * (1 + share) + more }];
  });
  return Object.fromEntries(growth) as Record<keyof ProcessState, Growth>;
}
