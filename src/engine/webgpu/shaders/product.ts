import type { ProductKernel, ReduceKernel } from '../../native/plan/kernels.ts';
import { merge } from '../../native/products/shape.ts';
import { type Emitted, noDispatch } from './dispatch.ts';
import { splitsOf, tileFor } from './product-tile.ts';
import { type Blocks, TileWriter } from './product-writer.ts';
import { emitReduce } from './reduce.ts';
import { product } from './source.ts';
import { columnsOfTile, rowsOfTile } from './product-tile.ts';

/** Results and sums below which blocks are not worth their loads. */
const fewResults = 256;
const fewSums = 4;

const volume = (axes: readonly { readonly extent: number }[]): number =>
  product(axes.map(({ extent }) => extent));

/**
 * A matrix product: blocks of results by workgroups; small ones as a reduction of what is multiplied. Sums are taken in
 * the order of `sums`, in parts when they are long and results few.
 * @param scratch byte offset of the space for parts
 */
export function emitProduct(kernel: ProductKernel, scratch: number): Emitted {
  const [rows, sums] = [volume(kernel.rows), volume(kernel.sums)];
  if (volume(kernel.batch) * rows * kernel.columns === 0) return noDispatch;
  if (rows * kernel.columns < fewResults || sums < fewSums) return emitReduce(asReduction(kernel), scratch);
  const blocks = blocksOf(kernel);
  if (blocks.splits === 1) return { dispatches: [new TileWriter(kernel, blocks).write()], scratchBytes: 0 };
  const parts = emitReduce(sumOfParts(kernel, blocks, scratch), scratch + blocks.partBytes * blocks.splits);
  return {
    dispatches: [new TileWriter(kernel, blocks, scratch).write(), ...parts.dispatches],
    scratchBytes: blocks.partBytes * blocks.splits + parts.scratchBytes,
  };
}

function blocksOf(kernel: ProductKernel): Blocks {
  const [batches, rowCount, sumCount] = [volume(kernel.batch), volume(kernel.rows), volume(kernel.sums)];
  const tile = tileFor(rowCount, kernel.columns);
  const down = Math.ceil(rowCount / rowsOfTile(tile));
  const across = Math.ceil(kernel.columns / columnsOfTile(tile));
  return {
    tile,
    batch: kernel.batch,
    rows: merge(kernel.rows, ['a', 'c']),
    sums: merge(kernel.sums, ['a', 'b']),
    rowCount,
    sumCount,
    batches,
    down,
    across,
    splits: splitsOf(tile, batches * down * across, sumCount),
    partBytes: 4 * batches * rowCount * kernel.columns,
  };
}

/** The multiplication for every result and summand, and the sum over summands. */
function asReduction({ batch, rows, sums, columns, bColumn, a, b, c }: ProductKernel): ReduceKernel {
  const none = <A>(axes: readonly A[]): number[] => axes.map(() => 0);
  return {
    kind: 'reduce',
    shape: [...batch, ...rows, { extent: columns }, ...sums].map(({ extent }) => extent),
    reduced: [...batch, ...rows, 0].map(() => false).concat(sums.map(() => true)),
    operands: [
      {
        offset: a,
        strides: [
          ...batch.map((axis) => axis.a),
          ...rows.map((axis) => axis.a),
          0,
          ...sums.map((axis) => axis.a),
        ],
      },
      {
        offset: b,
        strides: [...batch.map((axis) => axis.b), ...none(rows), bColumn, ...sums.map((axis) => axis.b)],
      },
    ],
    operations: [
      { op: 'load', args: [], immediate: 0 },
      { op: 'load', args: [], immediate: 1 },
      { op: 'mul', args: [0, 1] },
    ],
    outputs: [
      {
        lane: 2,
        reduction: 'sum',
        to: {
          offset: c,
          strides: [...batch.map((axis) => axis.c), ...rows.map((axis) => axis.c), 1, ...none(sums)],
        },
      },
    ],
  };
}

/** The sum of the parts [splits, batch, rows, columns] in the scratch space. */
function sumOfParts(
  { batch, rows, columns, c }: ProductKernel,
  { splits }: Blocks,
  offset: number,
): ReduceKernel {
  const shape = [splits, ...[...batch, ...rows].map(({ extent }) => extent), columns];
  return {
    kind: 'reduce',
    shape,
    reduced: shape.map((_, axis) => axis === 0),
    operands: [{ offset, strides: shape.map((_, axis) => product(shape.slice(axis + 1))) }],
    operations: [{ op: 'load', args: [], immediate: 0 }],
    outputs: [
      {
        lane: 0,
        reduction: 'sum',
        to: { offset: c, strides: [0, ...batch.map((axis) => axis.c), ...rows.map((axis) => axis.c), 1] },
      },
    ],
  };
}
