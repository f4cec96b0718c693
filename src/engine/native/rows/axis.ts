import type { AxisKernel, Share } from '../../plan/kernels.ts';
import { type Assembler, at, r8, r9, r15, rdi, rsi } from '../x64/index.ts';
import { emitArgColumn, emitArgRow } from './arg-extreme.ts';
import { emitRunningSum } from './cumsum.ts';
import { lengthOf, partOf } from './division.ts';
import { stripsOf, repeat, type Width } from './strip.ts';

const [from, to] = [rsi, rdi];
const [rowCounter, columnCounter] = [r8, r9];

/** Contiguous rows from this length on are searched with SIMD along the row. */
const lanesFrom = 8;

/**
 * Emits arg-max, arg-min (the first of equals; as TF.js compares, NaN never wins, and stays where it comes first) or
 * running sums, added in order, along the middle axis.
 */
export function emitAxis(asm: Assembler, kernel: AxisKernel, share: Share): void {
  const { outer, extent, inner } = kernel;
  const { rows, columns } = partOf(outer, inner, outer * extent * inner, share);
  if (lengthOf(rows) * lengthOf(columns) * extent === 0) return;
  const fromRow = extent * inner;
  const toRow = kernel.kind === 'cumsum' ? fromRow : inner;
  asm.lea(from, at(r15, kernel.from + 4 * (rows.start * fromRow + columns.start)));
  asm.lea(to, at(r15, kernel.to + 4 * (rows.start * toRow + columns.start)));
  repeat(asm, rowCounter, lengthOf(rows), () => {
    const done = emitColumns(asm, kernel, lengthOf(columns));
    if (lengthOf(rows) === 1) return;
    asm.add(from, 4 * (fromRow - done));
    asm.add(to, 4 * (toRow - done));
  });
}

/** Emits one index of the outer axis; returns by how many elements it has advanced the pointers. */
function emitColumns(asm: Assembler, kernel: AxisKernel, columns: number): number {
  if (kernel.kind !== 'cumsum' && kernel.inner === 1 && kernel.extent >= lanesFrom) {
    emitArgRow(asm, kernel, from, to);
    return 0;
  }
  const emit = (width: Width, start: number) => {
    if (kernel.kind === 'cumsum') emitRunningSum(asm, kernel, width, at(from, 4 * start), at(to, 4 * start));
    else emitArgColumn(asm, kernel, width, at(from, 4 * start), at(to, 4 * start));
  };
  const vectors = columns >= 16 ? Math.floor(columns / 8) : 0;
  repeat(asm, columnCounter, vectors, () => {
    emit(8, 0);
    asm.add(from, 32);
    asm.add(to, 32);
  });
  for (const { width, start } of stripsOf(columns - 8 * vectors)) emit(width, start);
  return 8 * vectors;
}
