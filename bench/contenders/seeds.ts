import { type Seed, seedsOf } from '#core';

/** Seeds of the bench's replicas. */
export function benchSeeds(replicas: number): Seed[] {
  return seedsOf({ id: 'bench', revision: 1, family: 'dev', base: 0 }, 0, replicas);
}
