import type { SumAxis } from '../../plan/kernels.ts';
import { type Assembler, at, r13, rax, rbx, rsi, ymm } from '../x64/index.ts';
import { advance, repeat, walk } from './loops.ts';
import type { PanelRun } from './tiles.ts';
import { emitTranspose } from './transpose.ts';

/** Rows of a panel that are written at a time: the last panel may be overrun by less than this. */
const chunk = 4;
const widestPanel = 8;

/** Bytes of all panels, with the overrun of the last. */
export function packedBytes(sums: number, panels: readonly PanelRun[]): number {
  const vectors = panels.reduce((sum, panel) => sum + panel.vectors * panel.count, 0);

  return 32 * (vectors * sums + widestPanel * (chunk - 1));
}

/**
 * Packs b at rsi to r13 as [panels][sums][columns of the panel], contiguous for the tiles; clobbers rax, rbx, rcx, all
 * vectors.
 */
export function emitPack(
  asm: Assembler,
  sums: readonly SumAxis[],
  panels: readonly PanelRun[],
  bColumn: number,
): void {
  asm.mov(rax, r13);
  let columns = 0;
  for (const panel of panels) {
    const step = [{ pointer: rsi, bytes: panel.vectors * 8 * bColumn * 4 }];
    repeat(asm, panel.count, () => {
      asm.mov(rbx, rsi);
      packPanel(asm, sums, panel, bColumn);
      advance(asm, step);
    });
    columns += panel.count * panel.vectors * 8;
  }
  advance(asm, [{ pointer: rsi, bytes: -columns * bColumn * 4 }]);
}

function packPanel(asm: Assembler, sums: readonly SumAxis[], panel: PanelRun, bColumn: number): void {
  const last = sums.at(-1) ?? { extent: 1, a: 0, b: 1 };
  const outer = sums
    .slice(0, -1)
    .map((axis) => ({ extent: axis.extent, steps: [{ pointer: rbx, bytes: axis.b * 4 }] }));
  const rowBytes = panel.vectors * 32;
  const columns = panel.vectors * 8 - (8 - panel.lanes);
  walk(asm, outer, () => {
    if (last.b !== 1) {
      const axis = { extent: last.extent, steps: [{ pointer: rbx, bytes: last.b * 4 }] };
      return walk(asm, [axis], () => copyRow(asm, columns, bColumn, rowBytes));
    }
    const chunks = Math.ceil(last.extent / chunk);
    const body = () => {
      for (let v = 0; v < panel.vectors; v++) {
        emitTranspose(asm, {
          from: rbx,
          fromBytes: v * 8 * bColumn * 4,
          columnBytes: bColumn * 4,
          columns: Math.min(8, columns - v * 8),
          to: rax,
          toBytes: v * 32,
          rowBytes,
          rows: chunk,
          lanes: 8,
          register: (v % 2) * 8,
        });
      }
      advance(asm, [
        { pointer: rbx, bytes: 4 * chunk },
        { pointer: rax, bytes: rowBytes * chunk },
      ]);
    };
    repeat(asm, chunks, body, true);
    advance(asm, [
      { pointer: rbx, bytes: -4 * chunk * chunks },
      { pointer: rax, bytes: -rowBytes * (chunk * chunks - last.extent) },
    ]);
  });
}

/** One row of a panel, element by element: for a b that is strided both ways. */
function copyRow(asm: Assembler, columns: number, bColumn: number, rowBytes: number): void {
  for (let i = 0; i < columns; i++) {
    asm.loadScalar(ymm(i % 16), at(rbx, i * bColumn * 4));
    asm.storeScalar(at(rax, i * 4), ymm(i % 16));
  }
  advance(asm, [{ pointer: rax, bytes: rowBytes }]);
}
