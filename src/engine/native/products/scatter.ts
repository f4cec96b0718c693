import { type Assembler, rax, rbx, rdx } from '../x64/index.ts';
import { walk } from './loops.ts';
import { emitTranspose } from './transpose.ts';

/** A finished product [rows][columns] in scratch space, to be stored transposed. */
export interface Scatter {
  readonly rows: number;
  readonly columns: number;
  /** Elements from row to row in the scratch space, and from column to column in c, where rows are neighbours. */
  readonly fromRow: number;
  readonly toColumn: number;
}

/** Copies from rax to rdx, transposed; clobbers rax, rbx, rcx and all vectors. */
export function emitScatter(asm: Assembler, of: Scatter): void {
  asm.mov(rbx, rdx);
  const whole = Math.floor(of.rows / 8);
  const steps = [
    { pointer: rax, bytes: 32 * of.fromRow },
    { pointer: rbx, bytes: 32 },
  ];
  walk(asm, [{ extent: whole, steps }], () => (whole > 0 ? columnsOf(asm, of, 8, 0) : undefined));
  if (of.rows % 8 > 0) columnsOf(asm, of, of.rows % 8, whole);
}

/** Up to eight rows of all columns, `skipped` times eight rows on from the first. */
function columnsOf(asm: Assembler, of: Scatter, lanes: number, skipped: number): void {
  const block = (rows: number, done: number) =>
    emitTranspose(asm, {
      from: rax,
      fromBytes: skipped * 32 * of.fromRow + done * 16,
      columnBytes: of.fromRow * 4,
      columns: lanes,
      to: rbx,
      toBytes: skipped * 32 + done * 16 * of.toColumn,
      rowBytes: of.toColumn * 4,
      rows,
      lanes,
      register: 0,
    });
  const fours = Math.floor(of.columns / 4);
  const steps = [
    { pointer: rax, bytes: 16 },
    { pointer: rbx, bytes: 16 * of.toColumn },
  ];
  if (fours > 0) walk(asm, [{ extent: fours, steps }], () => block(4, 0));
  if (of.columns % 4 > 0) block(of.columns % 4, fours);
}
