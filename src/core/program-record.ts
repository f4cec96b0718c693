import { z } from 'zod';

/** Shape of a `ProgramRecord` where it is read back. */
export const programRecord = z.object({
  /** Program and arguments; what differs by seed is left as its placeholder. */
  command: z.array(z.string()).readonly(),
  /** What the interpreter says of its version; null where it is not known how to ask. */
  interpreter: z.string().nullable(),
  /** Installed packages with their versions, one a line of what lists them; null where nothing does. */
  packages: z.array(z.string()).readonly().nullable(),
  /** Of each folder of its code the commit, whether files differed from it, and the hash of them all. */
  code: z.array(z.object({ commit: z.string(), dirty: z.boolean(), hash: z.string() })).readonly(),
  /** Models of the graphics processors of the machine, with their driver. */
  gpus: z.array(z.string()).readonly(),
});

/** With what a program trained a seed. */
export type ProgramRecord = z.infer<typeof programRecord>;
