import { canonicalJson } from '#core';
import type { SeedRuns } from './curves.ts';
import type { ProgramEvidence } from './evidence-types.ts';

/** With what the programs of each arm trained, in the order of the arms and of the seeds that were the first with it. */
export function programsOf(arms: readonly string[], done: readonly SeedRuns[]): ProgramEvidence[] {
  return arms.flatMap((arm) => {
    const distinct = new Map<string, ProgramEvidence>();
    for (const { runs } of done) {
      const program = runs[arm]?.program;
      if (!program) continue;
      const key = canonicalJson(program);
      distinct.set(key, { arm, seeds: (distinct.get(key)?.seeds ?? 0) + 1, ...program });
    }
    return [...distinct.values()];
  });
}
