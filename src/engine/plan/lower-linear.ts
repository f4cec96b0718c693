import type { GraphNode } from '../graph/graph.ts';
import type { BatchAxis, RowAxis, SumAxis } from './kernels.ts';
import { convolutionLowerings } from './lower-convolutions.ts';
import type { LoweringTable } from './lowering.ts';
import { mergeRows } from './merge-rows.ts';
import type { Planner } from './planner.ts';
import { PlannedProduct, type ProductForm } from './product-kernel.ts';
import { NoKernelError } from './no-kernel-error.ts';
import {
  broadcastView,
  commonExtents,
  type Dim,
  isContiguous,
  joined,
  stridesOver,
  type View,
} from './view.ts';

/** Operands of a product as matrices with batch axes: [..., rows, sums] and [..., sums, columns]. */
interface Operands {
  readonly a: View;
  readonly b: View;
  readonly c: View;
}

function turned(view: View, transpose: boolean): View {
  if (!transpose) return view;
  const rank = view.axes.length;
  return { ...view, axes: [...view.axes.slice(0, -2), view.axes[rank - 1]!, view.axes[rank - 2]!] };
}

/** Strides of several lists of dims over the extents that they have in common; undefined when they do not fit. */
function together(
  lists: readonly (readonly Dim[])[],
): { extents: number[]; strides: number[][] } | undefined {
  const whole = lists.map(joined);
  const extents = commonExtents(whole);
  if (!extents) return undefined;
  return { extents, strides: whole.map((dims) => stridesOver(dims, extents)) };
}

function batchAxes({ a, b, c }: Operands): BatchAxis[] | undefined {
  const lists = [a, b, c].map(({ axes }) => axes.slice(0, -2).flat());
  const found = together(lists);
  return found?.extents.map((extent, axis) => ({
    extent,
    a: found.strides[0]![axis]!,
    b: found.strides[1]![axis]!,
    c: found.strides[2]![axis]!,
  }));
}

function rowAxes({ a, c }: Operands): RowAxis[] | undefined {
  const found = together([a.axes.at(-2)!, c.axes.at(-2)!]);
  return found?.extents.map((extent, axis) => ({
    extent,
    a: found.strides[0]![axis]!,
    c: found.strides[1]![axis]!,
  }));
}

function sumAxes({ a, b }: Operands): SumAxis[] | undefined {
  const found = together([a.axes.at(-1)!, b.axes.at(-2)!]);
  return found?.extents.map((extent, axis) => ({
    extent,
    a: found.strides[0]![axis]!,
    b: found.strides[1]![axis]!,
  }));
}

/** Turns batch axes along which `b` is broadcast into rows of `a`. */
function foldBatch(batch: readonly BatchAxis[], rows: readonly RowAxis[]): [BatchAxis[], RowAxis[]] {
  const shared = batch.filter(({ b }) => b === 0).map(({ extent, a, c }) => ({ extent, a, c }));
  return [batch.filter(({ b }) => b !== 0), mergeRows([...shared, ...rows])];
}

/** The axes of a product of views; undefined when an operand lies in pieces that do not fit the others'. */
function productForm(operands: Operands): ProductForm | undefined {
  const { a, b, c } = operands;
  const batch = batchAxes(operands);
  const rows = rowAxes(operands);
  const sums = sumAxes(operands);
  const column = joined(b.axes.at(-1)!);
  const target = joined(c.axes.at(-1)!);
  if (!batch || !rows || !sums || column.length > 1 || target.length > 1) return undefined;
  if (target[0] && target[0].stride !== 1) return undefined;
  const [ownBatch, allRows] = foldBatch(batch, rows);
  return {
    batch: ownBatch,
    rows: allRows,
    sums,
    columns: column[0]?.extent ?? 1,
    bColumn: column[0]?.stride ?? 1,
    a,
    b,
    c,
  };
}

/** A matrix-vector product, transposed, so that the rows of `a` are vectorized as columns: c^T = b^T a^T. */
function withRowsAsColumns({ a, b, c }: Operands): Operands | undefined {
  const swapped = { a: turned(b, true), b: turned(a, true), c: turned(c, true) };
  const isVector = c.axes.at(-1)!.every(({ extent }) => extent === 1);
  return isVector && c.axes.at(-2)!.some(({ extent }) => extent > 1) ? swapped : undefined;
}

function matMul(planner: Planner, node: GraphNode): void {
  if (node.dtype !== 'float32') throw new NoKernelError('BatchMatMul', `on ${node.dtype}`);
  const [left, right] = node.inputs as [number, number];
  const to = planner.destination(node);
  const phase = planner.phaseOf(node.id);
  const operands = (a: View, b: View): Operands => ({
    a: broadcastBatch(turned(a, node.attrs['transposeA'] === true), node.shape),
    b: broadcastBatch(turned(b, node.attrs['transposeB'] === true), node.shape),
    c: to,
  });
  const form = (given: Operands): ProductForm | undefined => {
    const swapped = withRowsAsColumns(given);
    return (swapped && productForm(swapped)) ?? productForm(given);
  };
  const product =
    form(operands(planner.view(left), planner.view(right))) ??
    form(operands(planner.contiguousView(left), planner.contiguousView(right)));
  if (product) {
    planner.add(new PlannedProduct(node, phase, product));
    planner.define(node.id, to);
    return;
  }
  if (isContiguous(to)) throw new Error('a product of contiguous operands has no form');
  const plain = planner.tensors.allocate(node.shape);
  const given = { ...operands(planner.contiguousView(left), planner.contiguousView(right)), c: plain };
  planner.add(new PlannedProduct(node, phase, form(given)!));
  planner.copyTo(plain, to, node, phase);
  planner.define(node.id, to);
}

function broadcastBatch(view: View, shape: readonly number[]): View {
  const rank = view.axes.length;
  const own = { ...view, axes: view.axes.slice(0, -2) };
  return { ...view, axes: [...broadcastView(own, shape.slice(0, -2)).axes, ...view.axes.slice(rank - 2)] };
}

/** Products of matrices, and what becomes such products. */
export const linearLowerings: LoweringTable = { BatchMatMul: matMul, ...convolutionLowerings };
