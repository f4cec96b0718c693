import { type Assembler, type Memory, type Vec } from '../x64/index.ts';

/** Strided load of the first `count` lanes, lane by lane; the others are undefined. */
export function loadStrided(
  asm: Assembler,
  to: Vec,
  at: (lane: number) => Memory,
  count: number,
  temporaries: readonly Vec[],
): void {
  const [t, u, v] = temporaries as [Vec, Vec, Vec];
  loadFour(asm, to, at, count, t, u);
  if (count <= 4) return;
  loadFour(asm, t, (lane) => at(lane + 4), count - 4, u, v);
  asm.insertHalf(to, to, t, 1);
}

function loadFour(
  asm: Assembler,
  to: Vec,
  at: (lane: number) => Memory,
  count: number,
  t: Vec,
  u: Vec,
): void {
  loadTwo(asm, to, at, count, t);
  if (count <= 2) return;
  loadTwo(asm, t, (lane) => at(lane + 2), count - 2, u);
  asm.v3('vshufps', to, to, t, 0x44);
}

function loadTwo(asm: Assembler, to: Vec, at: (lane: number) => Memory, count: number, t: Vec): void {
  asm.loadScalar(to, at(0));
  if (count <= 1) return;
  asm.loadScalar(t, at(1));
  asm.v3('vunpcklps', to, to, t);
}

/** Load with stride -1: a vector load from the lowest address, permuted. */
export function loadReversed(asm: Assembler, to: Vec, lowest: Memory): void {
  asm.loadVector(to, asm.constant([7, 6, 5, 4, 3, 2, 1, 0]));
  asm.v3('vpermps', to, to, lowest);
}

/** Partial store of the first `count` lanes, with stride 1. */
export function storePart(
  asm: Assembler,
  at: (lane: number) => Memory,
  from: Vec,
  count: number,
  temporary: Vec,
): void {
  if (count === 8) return asm.storeVector(at(0), from);
  if (count < 4) return storeLanes(asm, at, from, count, temporary);
  asm.storeHalf(at(0), from);
  if (count === 4) return;
  asm.v2('vextractf128', temporary, from, 1);
  storeRotating(asm, (lane) => at(lane + 4), temporary, count - 4);
}

/** Scatter store of the first `count` lanes, lane by lane. */
export function storeLanes(
  asm: Assembler,
  at: (lane: number) => Memory,
  from: Vec,
  count: number,
  temporary: Vec,
): void {
  asm.storeScalar(at(0), from);
  for (let lane = 1; lane < Math.min(count, 4); lane++) {
    asm.v2('vpermilpsi', temporary, from, lane);
    asm.storeScalar(at(lane), temporary);
  }
  if (count <= 4) return;
  asm.v2('vextractf128', temporary, from, 1);
  storeRotating(asm, (lane) => at(lane + 4), temporary, count - 4);
}

function storeRotating(asm: Assembler, at: (lane: number) => Memory, from: Vec, count: number): void {
  for (let lane = 0; lane < count; lane++) {
    if (lane > 0) asm.v2('vpermilpsi', from, from, 0x39);
    asm.storeScalar(at(lane), from);
  }
}
