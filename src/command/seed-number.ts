import { createRng, type Seed } from '#core';

/** The whole number in [0, 2^31) that programs are given for a seed: the same in every arm. */
export function seedNumber(seed: Seed): number {
  return createRng(seed, 'command').integer(2 ** 31);
}
