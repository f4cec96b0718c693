/** How a loop is unrolled: `iterations` with `unroll` copies of its body each, and `remainder` copies after the loop. */
export interface Unrolling {
  readonly unroll: number;
  readonly iterations: number;
  readonly remainder: number;
}

/** Most instructions for which a loop is unrolled completely. */
const straight = 40;

/** Unrolls `count` bodies of about `weight` instructions: short loops completely, others more the lighter they are. */
export function unrollingOf(count: number, weight: number): Unrolling {
  if (count <= 1 || (count <= 8 && count * weight <= straight))
    return { unroll: count, iterations: 1, remainder: 0 };
  return unrollBy(count, weight <= 4 ? 4 : weight <= 9 ? 2 : 1);
}

export function unrollBy(count: number, unroll: number): Unrolling {
  if (count <= unroll) return { unroll: count, iterations: 1, remainder: 0 };
  return { unroll, iterations: Math.floor(count / unroll), remainder: count % unroll };
}
