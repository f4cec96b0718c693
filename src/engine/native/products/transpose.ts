import { type Assembler, at, type Gp, ymm } from '../x64/index.ts';
import { storeLanes } from './lanes.ts';

/** A block of eight columns, four elements of each, of which the first `columns` exist. */
export interface Transposition {
  readonly from: Gp;
  readonly fromBytes: number;
  /** Stride of columns at the source, in bytes. */
  readonly columnBytes: number;
  readonly columns: number;
  readonly to: Gp;
  readonly toBytes: number;
  /** Stride of rows at the target, in bytes. */
  readonly rowBytes: number;
  /** Rows (of four) and lanes of each (of eight) that are written. */
  readonly rows: number;
  readonly lanes: number;
  /** First of eight vector registers that are clobbered; ymm15 too if `lanes` is not 8. */
  readonly register: number;
}

/** Transposes a block to four rows. Columns past the last read the last one again, within bounds. */
export function emitTranspose(asm: Assembler, of: Transposition): void {
  const from = (i: number) => at(of.from, of.fromBytes + Math.min(i, of.columns - 1) * of.columnBytes);
  const columns = (i: number) => ymm(of.register + i);
  const mixed = (i: number) => ymm(of.register + 4 + i);
  for (let i = 0; i < 4; i++) {
    asm.loadHalf(columns(i), from(i));
    asm.insertHalf(columns(i), columns(i), from(i + 4), 1);
  }
  for (const pair of [0, 2]) {
    asm.v3('vunpcklps', mixed(pair), columns(pair), columns(pair + 1));
    asm.v3('vunpckhps', mixed(pair + 1), columns(pair), columns(pair + 1));
  }
  for (let row = 0; row < of.rows; row++) {
    asm.v3('vshufps', columns(row), mixed(row >> 1), mixed(2 + (row >> 1)), row % 2 ? 0xee : 0x44);
    storeLanes(asm, of.to, of.toBytes + row * of.rowBytes, columns(row), of.lanes, ymm(15));
  }
}
