import type { SegmentSumKernel, Share } from '../../plan/kernels.ts';
import { type Assembler, at, r8, r10, r15, rax, rdi, rdx, rsi, ymm } from '../x64/index.ts';
import { lengthOf, type Part, partOf } from './division.ts';
import { emitStrips, loadStrip, overlappingStrips, stripsOf, repeat, storeStrip } from './strip.ts';

const [from, ids, to] = [rsi, rdi, rdx];
const [counter, position] = [r8, r10];

/**
 * Emits to[s, :] = sum of from[i, :] over the rows i with ids[i] = s, added in order of i. Every share goes through all
 * ids and adds what falls into its own segments or columns.
 */
export function emitSegmentSum(asm: Assembler, kernel: SegmentSumKernel, share: Share): void {
  const { rows, rowLength, segments } = kernel;
  const part = partOf(segments, rowLength, (rows + segments) * rowLength, share);
  if (lengthOf(part.rows) * lengthOf(part.columns) === 0) return;
  emitZeros(asm, kernel, part);
  const skipped = asm.label();
  const columns = lengthOf(part.columns);
  asm.lea(to, at(r15, kernel.to + 4 * (part.rows.start * rowLength + part.columns.start)));
  asm.lea(from, at(r15, kernel.from + 4 * part.columns.start));
  asm.lea(ids, at(r15, kernel.ids));
  repeat(asm, counter, rows, () => {
    asm.load32(rax, at(ids));
    if (part.rows.start) asm.sub(rax, part.rows.start);
    asm.cmp(rax, lengthOf(part.rows));
    asm.jump('ae', skipped);
    asm.imul(rax, rax, 4 * rowLength);
    asm.add(rax, to);
    emitStrips(asm, columns, position, stripsOf, (width, address) => {
      loadStrip(asm, width, ymm(0), address(rax));
      loadStrip(asm, width, ymm(1), address(from));
      asm.v3('vaddps', ymm(0), ymm(0), ymm(1));
      storeStrip(asm, width, address(rax), ymm(0));
    });
    asm.bind(skipped);
    asm.add(ids, 4);
    asm.add(from, 4 * rowLength);
  });
}

function emitZeros(
  asm: Assembler,
  { to: offset, rowLength }: SegmentSumKernel,
  { rows, columns }: Part,
): void {
  const whole = lengthOf(columns) === rowLength;
  asm.lea(to, at(r15, offset + 4 * (rows.start * rowLength + columns.start)));
  asm.v3('vxorps', ymm(0), ymm(0), ymm(0));
  repeat(asm, counter, whole ? 1 : lengthOf(rows), () => {
    const length = whole ? lengthOf(rows) * rowLength : lengthOf(columns);
    emitStrips(asm, length, position, overlappingStrips, (width, address) =>
      storeStrip(asm, width, address(to), ymm(0)),
    );
    if (!whole) asm.add(to, 4 * rowLength);
  });
}
