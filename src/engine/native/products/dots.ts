import type { BatchAxis, SumAxis } from '../../plan/kernels.ts';
import { type Assembler, at, rax, rbx, rdi, rdx, rsi, ymm } from '../x64/index.ts';
import { emitSumOfLanes } from './lanes.ts';
import { advance, repeat, walk } from './loops.ts';
import { type Shape, volume } from '../../plan/product-shape.ts';

/**
 * A product as dot products, vectorized along the sum: for operands both contiguous along the innermost summed axis.
 * Eight columns share the loads of a row, and their horizontal sums.
 */
export interface Dots {
  readonly batch: readonly BatchAxis[];
  readonly sums: readonly SumAxis[];
  readonly columns: number;
  readonly bColumn: number;
  readonly cColumn: number;
}

const fewRows = 4;
const width = 8;
const accumulator = (i: number) => ymm(i);
const left = ymm(8);
const right = ymm(9);
const mask = ymm(10);

/** Whether dot products are better than packing b: if there are few rows to reuse it. */
export function isDots({ rows, sums, columns, bColumn }: Shape): boolean {
  const last = sums.at(-1);
  if (last?.a !== 1 || last.b !== 1 || last.extent < width) return false;
  return volume(rows) <= fewRows && (bColumn !== 1 || columns === 1);
}

/** Estimated cycles per batch: nine loads for every 64 products, the horizontal sums, and the stores. */
export function cyclesOfDots({ rows, sums, columns, cColumn }: Shape): number {
  const groups = volume(rows) * Math.ceil(columns / width);
  return groups * ((volume(sums) / width) * 4.5 + 12 + (cColumn === 1 ? 0 : width));
}

export function dotsOf(shape: Shape): Dots {
  const rows = shape.rows.map(({ extent, a, c }) => ({ extent, a, b: 0, c }));
  return { ...shape, batch: [...shape.batch, ...rows] };
}

/** Emits all dot products of a at rdi and b at rsi to c at rdx; changes rax, rbx, rcx and all vectors. */
export function emitDots(asm: Assembler, dots: Dots): void {
  const batch = dots.batch.map(({ extent, a, b, c }) => ({
    extent,
    steps: [
      { pointer: rdi, bytes: a * 4 },
      { pointer: rsi, bytes: b * 4 },
      { pointer: rdx, bytes: c * 4 },
    ],
  }));
  const group = [
    { pointer: rsi, bytes: width * dots.bColumn * 4 },
    { pointer: rdx, bytes: width * dots.cColumn * 4 },
  ];
  const groups = Math.floor(dots.columns / width);
  const rest = dots.columns % width;
  walk(asm, batch, () => {
    repeat(asm, groups, () => {
      emitGroup(asm, dots, width);
      advance(asm, group);
    });
    if (rest > 0) emitGroup(asm, dots, rest);
    advance(asm, group, -groups);
  });
}

function emitGroup(asm: Assembler, dots: Dots, columns: number): void {
  for (let i = 0; i < width; i++) asm.v3('vxorps', accumulator(i), accumulator(i), accumulator(i));
  asm.mov(rax, rdi);
  asm.mov(rbx, rsi);
  const outer = dots.sums.slice(0, -1).map(({ extent, a, b }) => ({
    extent,
    steps: [
      { pointer: rax, bytes: a * 4 },
      { pointer: rbx, bytes: b * 4 },
    ],
  }));
  walk(asm, outer, () => emitRun(asm, dots, columns));
  emitSumOfLanes(asm);
  if (dots.cColumn === 1 && columns === width) return asm.storeVector(at(rdx), accumulator(0));
  asm.v2('vextractf128', left, accumulator(0), 1);
  for (let i = 0; i < columns; i++) {
    const half = i < 4 ? accumulator(0) : left;
    if (i % 4 > 0) asm.v2('vpermilpsi', right, half, i % 4);
    asm.storeScalar(at(rdx, i * dots.cColumn * 4), i % 4 > 0 ? right : half);
  }
}

/** The innermost summed axis. Columns past the last read the last one again, within bounds. */
function emitRun(asm: Assembler, { sums, bColumn }: Dots, columns: number): void {
  const { extent } = sums.at(-1)!;
  const rest = extent % width;
  const bytes = (extent - rest) * 4;
  const column = (i: number) => at(rbx, Math.min(i, columns - 1) * bColumn * 4);
  const pointers = [rax, rbx];
  const step = pointers.map((pointer) => ({ pointer, bytes: width * 4 }));
  const vector = () => {
    asm.loadVector(left, at(rax));
    for (let i = 0; i < width; i++) asm.v3('vfmadd231ps', accumulator(i), left, column(i));
    advance(asm, step);
  };
  repeat(asm, (extent - rest) / width, vector, true);
  if (rest > 0) {
    asm.loadVector(mask, asm.constant(Array.from({ length: width }, (_, lane) => (lane < rest ? -1 : 0))));
    asm.loadMasked(left, mask, at(rax));
    for (let i = 0; i < width; i++) {
      asm.loadMasked(right, mask, column(i));
      asm.v3('vfmadd231ps', accumulator(i), left, right);
    }
  }
  const back = pointers.map((pointer) => ({ pointer, bytes: -bytes }));
  if (sums.length > 1) advance(asm, back);
}
