import type { GatherKernel, Share } from '../../plan/kernels.ts';
import {
  type Assembler,
  at,
  type Label,
  r8,
  r9,
  r10,
  r11,
  r14,
  r15,
  rax,
  rdi,
  rdx,
  rsi,
  ymm,
} from '../x64/index.ts';
import { lengthOf, partOf } from './division.ts';
import { emitStrips, loadStrip, overlappingStrips, repeat, storeStrip } from './strip.ts';

const [table, indices, to] = [rsi, rdi, rdx];
const [batchCounter, rowCounter, position] = [r8, r9, r10];

/**
 * Emits out[i, :] = table[indices[i], :]. An index outside of the table puts the kernel's site into eax and jumps to
 * `failed`.
 */
export function emitGather(asm: Assembler, kernel: GatherKernel, share: Share, failed: Label): void {
  const { batch, rowLength } = kernel;
  // Many batches are divided as rows of the output are: each has its own part of the results.
  const byBatch = batch.extent >= share.count;
  const work = batch.extent * kernel.rows * rowLength;
  const part = partOf(byBatch ? batch.extent : kernel.rows, 1, work, share);
  const batches = byBatch ? part.rows : { start: 0, end: batch.extent };
  const rows = byBatch ? { start: 0, end: kernel.rows } : part.rows;
  if (lengthOf(batches) * lengthOf(rows) * rowLength === 0) return;

  emitPointers(asm, kernel, batches.start, rows.start);
  const [bad, end] = [asm.label(), asm.label()];
  repeat(asm, batchCounter, lengthOf(batches), () => {
    repeat(asm, rowCounter, lengthOf(rows), () => emitRow(asm, kernel, bad));
    if (lengthOf(batches) === 1) return;
    asm.add(table, 4 * batch.table);
    asm.add(indices, 4 * (batch.indices - lengthOf(rows)));
    asm.add(to, 4 * (batch.to - lengthOf(rows) * rowLength));
  });
  asm.jmp(end);
  asm.bind(bad);
  asm.store32(at(r14, kernel.badIndex), rax);
  asm.mov(rax, kernel.site);
  asm.jmp(failed);
  asm.bind(end);
}

function emitPointers(asm: Assembler, kernel: GatherKernel, firstBatch: number, firstRow: number): void {
  const { batch, rowLength } = kernel;
  const tableStart = 4 * firstBatch * batch.table;
  if ('arena' in kernel.table) asm.lea(table, at(r15, kernel.table.arena + tableStart));
  else {
    asm.load(table, at(r14, kernel.table.pointer));
    if (tableStart) asm.add(table, tableStart);
  }
  asm.lea(indices, at(r15, kernel.indices + 4 * (firstBatch * batch.indices + firstRow)));
  asm.lea(to, at(r15, kernel.to + 4 * (firstBatch * batch.to + firstRow * rowLength)));
}

function emitRow(asm: Assembler, { rowLength, tableStride, tableRows }: GatherKernel, bad: Label): void {
  asm.load32(rax, at(indices));
  // Unsigned: a negative index is a large one.
  asm.cmp(rax, tableRows);
  asm.jump('ae', bad);
  if (rowLength === 1) {
    asm.imul(rax, rax, tableStride);
    asm.load32(r11, at(table, 0, rax, 4));
    asm.store32(at(to), r11);
  } else {
    asm.imul(rax, rax, 4 * tableStride);
    asm.add(rax, table);
    emitStrips(asm, rowLength, position, overlappingStrips, (width, address) => {
      loadStrip(asm, width, ymm(0), address(rax));
      storeStrip(asm, width, address(to), ymm(0));
    });
  }
  asm.add(indices, 4);
  asm.add(to, 4 * rowLength);
}
