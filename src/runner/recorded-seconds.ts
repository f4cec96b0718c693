import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Tier } from '#core';
import { readJsonFile } from '#ledger';
import { publishedFolder, summaryPath } from '#report';

const timesSchema = z.object({ claims: z.array(z.object({ id: z.string(), wallSeconds: z.number() })) });

/** How long each claim took when it was published at a tier, in seconds; none where no summary can be read. */
export function recordedSeconds(reports: string, tier: Tier): ReadonlyMap<string, number> {
  const path = summaryPath(publishedFolder(reports, tier));
  if (!existsSync(path)) return new Map();
  try {
    const { claims } = timesSchema.parse(readJsonFile(path));
    return new Map(claims.map(({ id, wallSeconds }) => [id, wallSeconds]));
  } catch {
    return new Map();
  }
}
