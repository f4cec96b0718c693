import type { ProductKernel, ReduceKernel } from '../../plan/kernels.ts';
import { merge } from '../../plan/product-shape.ts';
import { memoryUse } from './memory-use.ts';
import { type Emitted, noStages, type Params, type ShaderStage } from './shader-stage.ts';
import {
  blocksAcross,
  blocksDown,
  type Occupancy,
  fullOccupancy,
  sizeOfTile,
  splitsOf,
  tileFor,
  wordsOfTile,
} from './product-tile.ts';
import { type Blocks, TileWriter } from './product-writer.ts';
import { emitReduce } from './reduce.ts';
import { mostGroups, product } from './source.ts';

/** Products with fewer results or summands are computed as a reduction, without tiles. */
const fewResults = 256;
const fewSums = 16;

const volume = (axes: readonly { readonly extent: number }[]): number =>
  product(axes.map(({ extent }) => extent));

/**
 * A matrix product: tiled with workgroup memory; small ones as a reduction of products. Sums are taken in the order of
 * `sums`, and split among workgroups (split-k) if they are long and results few.
 * @param scratch byte offset of the space for partial results
 * @param occupancy decides the tile, and no result
 */
export function emitProduct(kernel: ProductKernel, scratch: number, occupancy = fullOccupancy): Emitted {
  const [rows, sums] = [volume(kernel.rows), volume(kernel.sums)];
  if (volume(kernel.batch) * rows * kernel.columns === 0) return noStages;
  if (rows * kernel.columns < fewResults || sums <= fewSums) return emitReduce(asReduction(kernel), scratch);
  const blocks = blocksOf(kernel, occupancy);
  if (blocks.splits === 1) return { stages: [stageOf(kernel, blocks)], scratchBytes: 0 };
  const end = scratch + blocks.partBytes * blocks.splits;
  const parts = emitReduce(sumOfParts(kernel, blocks, scratch), end);
  const writes = [{ begin: scratch, end }];
  return {
    stages: [
      { ...stageOf(kernel, blocks, scratch), uses: { ...memoryUse(kernel), writes } },
      ...parts.stages,
    ],
    scratchBytes: end - scratch + parts.scratchBytes,
  };
}

function stageOf(kernel: ProductKernel, blocks: Blocks, scratch?: number): ShaderStage {
  const { tile, batches, down, across, splits } = blocks;
  const groups = [Math.min(batches * down * across, mostGroups), splits] as const;
  return {
    size: sizeOfTile(tile),
    anySize: false,
    groups: () => groups,
    functions: [],
    workgroupWords: wordsOfTile(tile),
    body: (params: Params) => new TileWriter(kernel, blocks, params, scratch).body(),
    uses: memoryUse(kernel),
  };
}

function blocksOf(kernel: ProductKernel, { products, groupsToFill }: Occupancy): Blocks {
  const { columns } = kernel;
  const [batches, rowCount, sumCount] = [volume(kernel.batch), volume(kernel.rows), volume(kernel.sums)];
  const split = splitsOf(rowCount, columns, batches, sumCount);
  const tile = tileFor(rowCount, columns, { products: products * batches * split.splits, groupsToFill });
  return {
    ...split,
    tile,
    batch: kernel.batch,
    rows: merge(kernel.rows, ['a', 'c']),
    sums: merge(kernel.sums, ['a', 'b']),
    rowCount,
    sumCount,
    batches,
    down: blocksDown(tile, rowCount),
    across: blocksAcross(tile, columns),
    partBytes: 4 * batches * rowCount * columns,
  };
}

/** The product as a reduction: a multiplication for every result and summand, summed over summands. */
function asReduction({ batch, rows, sums, columns, bColumn, a, b, c }: ProductKernel): ReduceKernel {
  const none = <A>(axes: readonly A[]): number[] => axes.map(() => 0);
  return {
    kind: 'reduce',
    shape: [...batch, ...rows, { extent: columns }, ...sums].map(({ extent }) => extent),
    reduced: [...batch, ...rows, 0].map(() => false).concat(sums.map(() => true)),
    inputs: [
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
        value: 2,
        reduction: 'sum',
        to: {
          offset: c,
          strides: [...batch.map((axis) => axis.c), ...rows.map((axis) => axis.c), 1, ...none(sums)],
        },
      },
    ],
  };
}

/** The second stage of split-k: sums the partial results [splits, batch, rows, columns] in scratch space. */
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
    inputs: [{ offset, strides: shape.map((_, axis) => product(shape.slice(axis + 1))) }],
    operations: [{ op: 'load', args: [], immediate: 0 }],
    outputs: [
      {
        value: 0,
        reduction: 'sum',
        to: { offset: c, strides: [0, ...batch.map((axis) => axis.c), ...rows.map((axis) => axis.c), 1] },
      },
    ],
  };
}
