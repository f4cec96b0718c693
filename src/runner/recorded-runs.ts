import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Tier } from '#core';
import { readJsonFile } from '#ledger';
import { summaryPath, publishedFolder } from '#report';

/** How a claim was judged when it was published. */
export interface RecordedRun {
  readonly seconds: number;
  /** Seeds that decided it, cases of an invariant. */
  readonly seeds: number;
}

const runsSchema = z.object({
  claims: z.array(z.object({ id: z.string(), wallSeconds: z.number(), seeds: z.number() })),
});

/** How each claim was judged when it was published at a tier; none where no summary can be read. */
export function recordedRuns(reports: string, tier: Tier): ReadonlyMap<string, RecordedRun> {
  const path = summaryPath(publishedFolder(reports, tier));
  if (!existsSync(path)) return new Map();
  try {
    const { claims } = runsSchema.parse(readJsonFile(path));
    return new Map(claims.map(({ id, wallSeconds: seconds, seeds }) => [id, { seconds, seeds }]));
  } catch {
    return new Map();
  }
}
