import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { tiers, UserError } from '#core';
import { readJsonFile } from '#ledger';
import type { CalibrationSummary } from '#report';

const share = z.number().min(0).max(1);

const schema = z.object({
  summary: z.object({
    tier: z.enum(tiers),
    date: z.string(),
    commit: z.string(),
    claims: z.int().min(0),
    rows: z.array(
      z.object({ what: z.string(), count: z.int().min(0), of: z.int().min(1), low: share, high: share }),
    ),
  }) satisfies z.ZodType<CalibrationSummary>,
});

/**
 * The summary of `calibration.json` in a folder that was published to, where there is one.
 * @throws UserError naming the field when the file is damaged or is something else
 */
export function collectCalibration(from: string): CalibrationSummary | undefined {
  const path = join(from, 'calibration.json');
  if (!existsSync(path)) return undefined;
  const read = schema.safeParse(readJsonFile(path, 'calibration'));
  if (read.success) return read.data.summary;
  const [issue] = read.error.issues;
  throw new UserError(
    `calibration ${path} is damaged: ${issue!.path.join('.')}: ${issue!.message}`,
    'write it anew with npm run calibrate, or delete it',
  );
}
