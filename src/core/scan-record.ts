import { z } from 'zod';

const shape = z.array(z.int());

/** Shape of a `ScanRecord` where it is read back. */
export const scanRecord = z.object({
  /** Of the scan, inside its arm. */
  name: z.string(),
  steps: z.int(),
  /** Trained side by side. */
  replicas: z.int(),
  /** Shapes of one replica's arrays: parameters and what the optimizer keeps. */
  state: z.record(z.string(), shape),
  /** Shapes of what a step is given, and of numbers those of the first and the last step. */
  inputs: z.record(
    z.string(),
    z.object({ shape, first: z.number().exactOptional(), last: z.number().exactOptional() }),
  ),
  /** Shapes of what stays the same in every step. */
  data: z.record(z.string(), shape),
});

/** What a scan of an arm trained: recorded when it ran, not stated. */
export type ScanRecord = z.infer<typeof scanRecord>;
