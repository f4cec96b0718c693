import { z } from 'zod';
import { summarySchema } from './summary-schema.ts';

const ids = z.array(z.string());
const errors = z.array(
  z.strictObject({ id: z.string(), message: z.string(), hint: z.string().exactOptional() }),
);

/** What `verify --json` prints. */
export const runReportSchema = summarySchema.omit({ errors: true }).extend({
  unexpected: ids,
  reused: ids,
  refused: errors,
  failed: errors,
  unfinished: ids,
  without: ids,
  out: z.string(),
});
