import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { z } from 'zod';

/**
 * What of a machine may move the last digits of a number and is in no key: versions of packages and what the engine computes on
 * are, so that numbers of other versions never meet.
 */
export const machineSchema = z.object({
  cpu: z.string(),
  /** Vector instructions that libraries choose their kernels by; empty where the system does not tell. */
  features: z.string(),
  node: z.string(),
  platform: z.string(),
});

export type Machine = z.infer<typeof machineSchema>;

/** The machine of this process. */
export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    features: vectorFeatures(),
    node: process.versions.node,
    platform: `${platform()}-${arch()}`,
  };
}

const vector = /^(avx|fma|amx|sse4|asimd|sve|neon)/;

function vectorFeatures(): string {
  try {
    const [, flags = ''] = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8')) ?? [];
    return [...new Set(flags.trim().split(/\s+/))]
      .filter((flag) => vector.test(flag))
      .sort()
      .join(' ');
  } catch {
    // Not Linux.
    return '';
  }
}
