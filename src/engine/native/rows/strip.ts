import { type Assembler, at, type Gp, type Memory, type Vec } from '../x64/index.ts';

/** Elements that one instruction loads or stores. */
export type Width = 8 | 4 | 1;

const blockStrips = 4;
const block = 8 * blockStrips;
/** Shorter rows are unrolled completely. */
const loopFrom = 3 * block;

export interface Strip {
  readonly width: Width;
  /** Elements from the start. */
  readonly start: number;
}

/** Covers `length` elements with vectors, then halves, then scalars. */
export function stripsOf(length: number): Strip[] {
  const strips: Strip[] = [];
  for (let start = 0; start < length; start += strips.at(-1)!.width) {
    const rest = length - start;
    strips.push({ start, width: rest >= 8 ? 8 : rest >= 4 ? 4 : 1 });
  }
  return strips;
}

/** Covers `length` elements with fewer accesses, the last of which may overlap the one before. */
export function overlappingStrips(length: number): Strip[] {
  const width = length >= 8 ? 8 : length >= 4 ? 4 : 1;
  const count = Math.ceil(length / width);
  return Array.from({ length: count }, (_, i) => ({ width, start: Math.min(i * width, length - width) }));
}

/** Emits a loop. `body` must not change `counter`. */
export function repeat(asm: Assembler, counter: Gp, times: number, body: () => void): void {
  if (times <= 0) return;
  if (times === 1) return body();
  const top = asm.label();
  asm.mov(counter, times);
  asm.bind(top);
  body();
  asm.dec(counter);
  asm.jump('ne', top);
}

/**
 * Emits `body` for the strips of a row of `length` elements: with the width, and with a function from a pointer to the
 * start of a row to the address of the piece in that row. Long rows become a loop that counts in `index`.
 */
export function emitStrips(
  asm: Assembler,
  length: number,
  index: Gp,
  strips: (rest: number) => Strip[],
  body: (width: Width, address: (row: Gp) => Memory) => void,
): void {
  const looped = length < loopFrom ? 0 : Math.floor(length / block) * block;
  if (looped) {
    const top = asm.label();
    asm.mov(index, 0);
    asm.bind(top);
    for (let i = 0; i < blockStrips; i++) body(8, (row) => at(row, 32 * i, index));
    asm.add(index, 4 * block);
    asm.cmp(index, 4 * looped);
    asm.jump('ne', top);
  }
  for (const { width, start } of strips(length - looped)) body(width, (row) => at(row, 4 * (looped + start)));
}

export function loadStrip(asm: Assembler, width: Width, to: Vec, from: Memory): void {
  if (width === 8) asm.loadVector(to, from);
  else if (width === 4) asm.loadHalf(to, from);
  else asm.loadScalar(to, from);
}

export function storeStrip(asm: Assembler, width: Width, to: Memory, from: Vec): void {
  if (width === 8) asm.storeVector(to, from);
  else if (width === 4) asm.storeHalf(to, from);
  else asm.storeScalar(to, from);
}
