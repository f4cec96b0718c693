import type { BatchAxis, Share } from '../../plan/kernels.ts';
import type { Assembler } from '../x64/index.ts';
import { type Dots, dotsOf, emitDots, isDots } from './dots.ts';
import { emitPlan } from './emit-plan.ts';
import { planOf, type ProductPlan } from './plan.ts';
import { type Shape, volume } from '../../plan/product-shape.ts';
import type { PanelRun } from './tiles.ts';

/** A part of a product: the code for it, and where it starts, in elements. */
export interface Part {
  readonly emit: (asm: Assembler) => void;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Products of fewer multiplications are not divided among threads. */
const leastDivided = 32768;

/**
 * A thread's share: part of the batch, the rows or the columns; undefined if it has nothing to do. Sums are never
 * divided, so results do not depend on the number of threads.
 */
export function divide(shape: Shape, share: Share): Part | undefined {
  const work = volume(shape.batch) * volume(shape.rows) * volume(shape.sums) * shape.columns;
  if (share.count > 1 && work < leastDivided && share.index > 0) return undefined;
  const own = work < leastDivided ? { index: 0, count: 1 } : share;
  return isDots(shape) ? divideDots(dotsOf(shape), own) : divideTiles(shape, own);
}

function divideDots(whole: Dots, share: Share): Part | undefined {
  const divided = divideBatch(whole.batch, share);
  if (divided) return { ...divided, emit: (asm) => emitDots(asm, { ...whole, batch: divided.batch }) };
  const groups = rangeOf(Math.ceil(whole.columns / 8), share);
  if (groups.extent === 0) return undefined;
  const start = groups.start * 8;
  const columns = Math.min(groups.extent * 8, whole.columns - start);
  return partOf(start, { a: 0, b: whole.bColumn, c: whole.cColumn }, (asm) =>
    emitDots(asm, { ...whole, columns }),
  );
}

function divideTiles(shape: Shape, share: Share): Part | undefined {
  const whole = planOf(shape);
  const divided = divideBatch(whole.batch, share);
  if (divided) return { ...divided, emit: (asm) => emitPlan(asm, { ...whole, batch: divided.batch }) };
  const rows = longest(shape.rows);
  const divisible = !whole.scatter && (shape.rows[rows]?.extent ?? 0) >= 4 * share.count;
  return divisible ? divideRows(shape, rows, share) : dividePanels(whole, shape.cColumn, share);
}

/** A share of the longest batch axis; undefined if that is shorter than the number of threads. */
function divideBatch(batch: readonly BatchAxis[], share: Share) {
  if (share.count === 1) return { batch, a: 0, b: 0, c: 0 };
  const index = longest(batch);
  const axis = batch[index];
  if (!axis || axis.extent < share.count) return undefined;
  const { start, extent } = rangeOf(axis.extent, share);
  return {
    batch: batch.with(index, { ...axis, extent }),
    a: start * axis.a,
    b: start * axis.b,
    c: start * axis.c,
  };
}

function divideRows(shape: Shape, index: number, share: Share): Part {
  const axis = shape.rows[index]!;
  const { start, extent } = rangeOf(axis.extent, share);
  const rows = shape.rows.with(index, { ...axis, extent });
  const plan = { ...planOf({ ...shape, rows }), interleaves: false };
  return partOf(start, { a: axis.a, b: 0, c: axis.c }, (asm) => emitPlan(asm, plan));
}

function partOf(start: number, step: Omit<Part, 'emit'>, emit: Part['emit']): Part {
  return { emit, a: start * step.a, b: start * step.b, c: start * step.c };
}

function dividePanels(whole: ProductPlan, cColumn: number, share: Share): Part | undefined {
  const count = whole.panels.reduce((sum, panel) => sum + panel.count, 0);
  const { start, extent } = rangeOf(count, share);
  const panels: PanelRun[] = [];
  let [seen, columns] = [0, 0];
  for (const run of whole.panels) {
    const before = Math.min(run.count, Math.max(0, start - seen));
    const taken = Math.min(run.count - before, Math.max(0, start + extent - seen - before));
    columns += before * run.vectors * 8;
    if (taken > 0) panels.push({ ...run, count: taken });
    seen += run.count;
  }
  if (panels.length === 0) return undefined;
  return partOf(columns, { a: 0, b: whole.bColumn, c: cColumn }, (asm) =>
    emitPlan(asm, { ...whole, panels }),
  );
}

/** The share's range of `extent` positions. */
function rangeOf(extent: number, share: Share): { start: number; extent: number } {
  const start = Math.floor((extent * share.index) / share.count);
  return { start, extent: Math.floor((extent * (share.index + 1)) / share.count) - start };
}

/** Index of the longest axis. */
function longest(axes: readonly { readonly extent: number }[]): number {
  return axes.reduce((best, axis, i) => (axis.extent > (axes[best]?.extent ?? 0) ? i : best), 0);
}
