import { seedsOf, type SeedStream } from '#core';

/** fast-check's 32-bit seed of an invariant's cases, from the claim's own stream of seeds. */
export function caseSeed({
  id,
  revision,
  family = 'judge',
  seedBase,
}: Pick<SeedStream, 'id' | 'revision'> & {
  readonly family?: SeedStream['family'];
  readonly seedBase: number;
}): number {
  const [seed] = seedsOf({ id, revision, family, base: seedBase }, 0, 1);
  return Number.parseInt(seed!.slice(0, 8), 16) | 0;
}
