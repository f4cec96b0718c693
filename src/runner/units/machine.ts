import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { z } from 'zod';
import type { Machine } from '#report';

export const machineSchema = z.object({
  ...{ cpu: z.string(), features: z.string() },
  ...{ node: z.string(), platform: z.string() },
}) satisfies z.ZodType<Machine>;

/**
 * The machine of this process. Versions of packages and what the engine computes on are in every key, so that numbers of other
 * versions never meet; this is what is in no key.
 */
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
