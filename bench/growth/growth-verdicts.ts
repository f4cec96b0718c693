import type { ArmCompilation } from './arm-compilation.ts';
import type { CaseGrowthResult } from './case-growth.ts';

/** One bound, held against what was measured. */
export interface GrowthVerdict {
  /** The case, or the claim and its arm. */
  readonly of: string;
  readonly what: 'replicas' | 'steps' | 'memory' | 'compiling' | 'running';
  /** What was measured, in words. */
  readonly found: string;
  readonly measured: number;
  readonly most: number;
  readonly passes: boolean;
}

/** Medians of seven rounds on a quiet machine differ by less than this when nothing does. */
const noise = 1.1;
/** Heaps that are collected now and then come to rest within this. */
const heapNoise = 1.05;
/** Milliseconds. */
const mostCompiling = 2_000;

/** What has to hold of a case: nothing grows faster than the work, and memory not at all. */
export function caseVerdicts(growth: CaseGrowthResult): GrowthVerdict[] {
  if ('problem' in growth) return [failed(growth.case, growth.problem)];
  const { case: of, byReplicas, byLength, memory, replicas } = growth;
  const fewest = byReplicas[0]!.replicas;
  const verdicts = byReplicas.slice(1).map((row) => {
    const found = `a replica-step of ${row.replicas} takes ${row.ratio.toFixed(2)}x that of ${fewest}`;
    return verdict(of, 'replicas', found, row.ratio, noise);
  });
  const shortest = byLength[0]!.steps;
  for (const { steps, ratio } of byLength.slice(1)) {
    const found = `a step of ${steps} takes ${ratio.toFixed(2)}x that of ${shortest}, ${replicas} replicas`;
    verdicts.push(verdict(of, 'steps', found, ratio, noise));
  }
  const [before, after] = [memory[0]!, memory.at(-1)!];
  const share = after.peak / before.peak;
  const peaks = `peak ${after.peak.toFixed(0)} MiB after ${after.steps} steps, ${before.peak.toFixed(0)} after ${before.steps}`;
  verdicts.push(verdict(of, 'memory', peaks, share, heapNoise));
  const slowest = Math.max(...byReplicas.map(({ compileMilliseconds }) => compileMilliseconds));
  verdicts.push(verdict(of, 'compiling', `${slowest.toFixed(0)} ms`, slowest, mostCompiling));
  return verdicts;
}

/** Every program of every arm compiles in time. */
export function armVerdicts(arms: readonly ArmCompilation[]): GrowthVerdict[] {
  return arms.map(({ claim, arm, milliseconds, problem }) => {
    const of = arm === undefined ? claim : `${claim}, ${arm}`;
    if (problem !== undefined) return failed(of, problem);
    const slowest = Math.max(...milliseconds);
    return verdict(of, 'compiling', `${slowest.toFixed(0)} ms`, slowest, mostCompiling);
  });
}

function verdict(
  of: string,
  what: GrowthVerdict['what'],
  found: string,
  measured: number,
  most: number,
): GrowthVerdict {
  return { of, what, found, measured, most, passes: measured <= most };
}

function failed(of: string, found: string): GrowthVerdict {
  return { of, what: 'running', found, measured: NaN, most: NaN, passes: false };
}
