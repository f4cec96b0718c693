import { z } from 'zod';
import type { CanaryRecord } from '#engine';

const aboutProgram = {
  program: z.string(),
  engine: z.enum(['webgpu', 'cpu', 'cuda', 'tfjs-node-gpu', 'reference']),
};

/** What the canary saw of one program, as evidence files have it. */
export const canarySchema: z.ZodType<CanaryRecord> = z.discriminatedUnion('outcome', [
  z.object({
    ...aboutProgram,
    outcome: z.literal('held'),
    beside: z.enum(['reference', 'onnxruntime']),
    replicas: z.int(),
    steps: z.int(),
    outputs: z.int(),
    share: z.number(),
  }),
  z.object({ ...aboutProgram, outcome: z.literal('skipped'), reason: z.string() }),
]);
