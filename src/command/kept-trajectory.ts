import { z } from 'zod';
import { programRecord, type Trajectory } from '#core';

/** A number as canonical JSON writes it. */
const number = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)]);
const named = z.record(z.string(), z.array(number));

const schema: z.ZodType<Trajectory> = z.object({
  series: named,
  values: z.record(z.string(), number),
  at: named.exactOptional(),
  steps: z.int().min(0),
  program: programRecord.exactOptional(),
});

/** A trajectory as the ledger has it; undefined for anything else. */
export function parseTrajectory(kept: unknown): Trajectory | undefined {
  return schema.safeParse(kept).data;
}
