import { canonicalJson, type ScanRecord } from '#core';
import type { SeedRuns } from './curves.ts';
import type { TrainedEvidence } from './evidence-types.ts';

/**
 * What the scans of the first seed's arms trained: those of arms that trained the same stand once.
 */
export function trainedOf(arms: readonly string[], done: readonly SeedRuns[]): TrainedEvidence[] {
  const distinct = new Map<string, { arms: string[]; scans: readonly ScanRecord[] }>();
  for (const arm of arms) {
    const scans = done[0]?.runs[arm]?.scans ?? [];
    if (scans.length === 0) continue;
    const key = canonicalJson(scans);
    const known = distinct.get(key) ?? { arms: [], scans };
    known.arms.push(arm);
    distinct.set(key, known);
  }
  return [...distinct.values()];
}
