/** How a loop is unrolled: `turns` iterations of `unroll` bodies each, then a remainder of `rest` bodies. */
export interface Sweep {
  readonly unroll: number;
  readonly turns: number;
  readonly rest: number;
}

/** Most instructions for which a loop is unrolled completely. */
const straight = 40;

/** Unrolls `count` bodies of about `weight` instructions: short loops completely, others more the lighter they are. */
export function sweepOf(count: number, weight: number): Sweep {
  if (count <= 1 || (count <= 8 && count * weight <= straight)) return { unroll: count, turns: 1, rest: 0 };
  return sweepBy(count, weight <= 4 ? 4 : weight <= 9 ? 2 : 1);
}

export function sweepBy(count: number, unroll: number): Sweep {
  if (count <= unroll) return { unroll: count, turns: 1, rest: 0 };
  return { unroll, turns: Math.floor(count / unroll), rest: count % unroll };
}
