import type { RowAxis, SumAxis } from '../../plan/kernels.ts';
import { type Assembler, at, r12, r13, rax, rbp, rdi, rdx, rsi } from '../x64/index.ts';
import { advance, repeat, walk } from './loops.ts';
import { emitPack } from './pack.ts';
import { partsOf, type ProductPlan, sumsInPanels } from './plan.ts';
import { emitScatter, type Scatter } from './scatter.ts';
import { volume } from '../../plan/product-shape.ts';
import { emitTile } from './tile.ts';
import { columnsOf, type PanelRun, tileRows } from './tiles.ts';

/** Emits c = a b with a at rdi, b at rsi, c at rdx and scratch space at r13; clobbers all registers but r14 and r15. */
export function emitPlan(asm: Assembler, plan: ProductPlan): void {
  const batch = plan.batch.map(({ extent, a, b, c }) => ({
    extent,
    steps: [...alongRows(a, c), { pointer: rsi, bytes: b * 4 }],
  }));
  walk(asm, batch, () => (plan.scatter ? emitScattered(asm, plan, plan.scatter) : emitBlocks(asm, plan)));
}

/** Computes the product into scratch space, then transposes it to c. */
function emitScattered(asm: Assembler, plan: ProductPlan, scatter: Omit<Scatter, 'columns'>): void {
  asm.push(rdx);
  asm.lea(rdx, at(r13, plan.packedBytes));
  emitBlocks(asm, plan);
  asm.mov(rax, rdx);
  asm.pop(rdx);
  emitScatter(asm, { ...scatter, columns: columnsOf(plan.panels) });
}

function emitBlocks(asm: Assembler, plan: ProductPlan): void {
  const { outer, count, step, inside, tail } = plan.blocks;
  const several = count > 1 || outer.length > 0 || tail !== undefined;
  const alongSums = (axis: { a: number; b: number }) => [
    { pointer: rdi, bytes: axis.a * 4 },
    { pointer: rsi, bytes: axis.b * 4 },
  ];
  const block = (sums: readonly SumAxis[]) => {
    emitBlock(asm, plan, sums, several);
    if (several) asm.mov(r12, 1);
  };
  if (several) asm.mov(r12, 0);
  walk(
    asm,
    outer.map((axis) => ({ extent: axis.extent, steps: alongSums(axis) })),
    () => {
      walk(asm, [{ extent: count, steps: alongSums(step) }], () => block(inside));
      if (!tail) return;
      advance(asm, alongSums(step), count);
      block(tail);
      advance(asm, alongSums(step), -count);
    },
  );
}

function emitBlock(asm: Assembler, plan: ProductPlan, sums: readonly SumAxis[], adds: boolean): void {
  if (plan.packs) emitPack(asm, sums, plan.panels, plan.bColumn);
  const outer = plan.outerRows.map(({ extent, a, c }) => ({ extent, steps: alongRows(a, c) }));
  walk(asm, outer, () => {
    asm.mov(rbp, plan.packs ? r13 : rsi);
    let columns = 0;
    for (const panel of plan.panels) {
      const width = panel.vectors * 8;
      columns += width * panel.count;
      repeat(asm, panel.count, () => {
        emitRows(asm, plan, sums, panel, adds);
        advance(asm, [
          { pointer: rdx, bytes: width * 4 },
          { pointer: rbp, bytes: width * 4 * (plan.packs ? volume(sums) : 1) },
        ]);
      });
    }
    advance(asm, [{ pointer: rdx, bytes: -columns * 4 }]);
  });
}

function emitRows(
  asm: Assembler,
  plan: ProductPlan,
  sums: readonly SumAxis[],
  panel: PanelRun,
  adds: boolean,
): void {
  const { vectors, lanes } = panel;
  // With partial sums, tile heights decide how elements are summed: they must not depend on the number of threads.
  const times = plan.interleaves ? 1 : panel.count * volume(plan.outerRows) * volume(plan.batch);
  const { outer, axis, group, runs } = tileRows(plan.innerRows, vectors, times * volume(sums));
  const inPanel = sumsInPanels(sums, panel, plan.packs);
  const loops = outer.map(({ extent, a, c }) => ({ extent, steps: alongRows(a, c) }));
  walk(asm, loops, () => {
    for (const run of runs) {
      const rows = rowsOf(run.rows, axis, group);
      const parts = partsOf(plan, rows.length, vectors);
      repeat(asm, run.count, () => {
        emitTile(asm, { rows, vectors, lanes: plan.scatter ? 8 : lanes, sums: inPanel, parts, adds });
        advance(asm, alongRows(axis.a, axis.c), run.rows);
      });
    }
    advance(asm, alongRows(axis.a, axis.c), -axis.extent);
  });
}

function rowsOf(
  count: number,
  axis: RowAxis,
  group: readonly { a: number; c: number }[],
): { a: number; c: number }[] {
  return Array.from({ length: count }, (_, i) =>
    group.map(({ a, c }) => ({ a: a + i * axis.a, c: c + i * axis.c })),
  ).flat();
}

function alongRows(a: number, c: number): { pointer: typeof rdi; bytes: number }[] {
  return [
    { pointer: rdi, bytes: a * 4 },
    { pointer: rdx, bytes: c * 4 },
  ];
}
