import type { ProductKernel } from '../../plan/kernels.ts';
import { cyclesOfDots, isDots } from './dots.ts';
import { merge, type Shape, volume } from '../../plan/product-shape.ts';

/** The simplest shape with the results of the kernel. */
export function simplify(kernel: ProductKernel): Shape {
  const batch = kernel.batch.filter((axis) => axis.extent !== 1);
  const rows = kernel.rows.filter((axis) => axis.extent !== 1);
  const sums = merge(
    kernel.sums.filter((axis) => axis.extent !== 1),
    ['a', 'b'],
  );
  const { columns, bColumn } = kernel;
  const plain = withSharedBatchesAsRows({ batch, rows, sums, columns, bColumn, cColumn: 1, swapped: false });
  const column = columns === 1 ? plain.rows.findIndex((axis) => axis.c === 1) : -1;
  if (column >= 0) return swap(plain, column);
  if (plain.rows.length !== 1) return plain;
  const swapped = swap(plain, 0);
  const scatters = swapped.rows.length === 0 || (swapped.rows.length === 1 && swapped.rows[0]!.c === 1);
  return (scatters || isDots(swapped)) && cyclesOf(swapped) < cyclesOf(plain) ? swapped : plain;
}

/**
 * The transposed product, with a and b swapped: row axis `column` becomes the columns, the columns rows, other rows
 * batches.
 */
function swap(shape: Shape, column: number): Shape {
  const { extent, a, c } = shape.rows[column]!;
  return withSharedBatchesAsRows({
    batch: [
      ...shape.batch.map((of) => ({ ...of, a: of.b, b: of.a })),
      ...shape.rows
        .filter((_, i) => i !== column)
        .map((of) => ({ extent: of.extent, a: 0, b: of.a, c: of.c })),
    ],
    rows: shape.columns === 1 ? [] : [{ extent: shape.columns, a: shape.bColumn, c: 1 }],
    sums: shape.sums.map((of) => ({ extent: of.extent, a: of.b, b: of.a })),
    columns: extent,
    bColumn: a,
    cColumn: c,
    swapped: true,
  });
}

/** Estimated cycles per batch: vector FMAs, packing of b, and transposing of c. */
function cyclesOf(shape: Shape): number {
  if (isDots(shape)) return cyclesOfDots(shape);
  const { rows, sums, columns, bColumn, cColumn } = shape;
  const lanes = Math.ceil(columns / 8) * 8;
  const copied = bColumn === 1 ? 0 : sums.at(-1)?.b === 1 ? 0.18 : 1.2;
  const scattered = cColumn === 1 ? 0 : 60 + 0.2 * columns * Math.ceil(volume(rows) / 8) * 8;
  return volume(sums) * lanes * (volume(rows) / 16 + copied) + scattered;
}

/** A batch axis along which b is the same is an axis of rows. */
function withSharedBatchesAsRows(shape: Shape): Shape {
  const shared = shape.batch.filter((axis) => axis.b === 0);
  return {
    ...shape,
    batch: shape.batch.filter((axis) => axis.b !== 0),
    rows: merge([...shared.map(({ extent, a, c }) => ({ extent, a, c })), ...shape.rows], ['a', 'c']),
  };
}
