import { UserError } from '#core';

const sizes: Readonly<Record<string, number>> = { M: 1, G: 1024, T: 1024 ** 2 };

/**
 * MiB of a size such as `800M`, `16G` or `1T`, as Slurm reads it.
 * @throws UserError for anything else, and for nothing
 */
export function parseMemory(text: string): number {
  const [, count, unit] = /^(\d+)([MGT])$/i.exec(text) ?? [];
  const megabytes = Number(count) * (sizes[unit?.toUpperCase() ?? ''] ?? NaN);
  if (megabytes > 0 && Number.isSafeInteger(megabytes)) return megabytes;
  throw new UserError(
    `--memory must be a size, got "${text}"`,
    'write for instance --memory 16G or --memory 800M',
  );
}
