/** How a run of bodies is emitted: a loop of `turns` of `unroll` bodies each, then `rest` bodies. */
export interface Sweep {
  readonly unroll: number;
  readonly turns: number;
  readonly rest: number;
}

/** Instructions that may be emitted one after the other instead of in a loop. */
const straight = 40;

/** `count` bodies of about `weight` instructions: few and light ones without a loop, light ones several per turn. */
export function sweepOf(count: number, weight: number): Sweep {
  if (count <= 1 || (count <= 8 && count * weight <= straight)) return { unroll: count, turns: 1, rest: 0 };
  return sweepBy(count, weight <= 4 ? 4 : weight <= 9 ? 2 : 1);
}

export function sweepBy(count: number, unroll: number): Sweep {
  if (count <= unroll) return { unroll: count, turns: 1, rest: 0 };
  return { unroll, turns: Math.floor(count / unroll), rest: count % unroll };
}
