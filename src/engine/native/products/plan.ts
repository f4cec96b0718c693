import type { BatchAxis, RowAxis, SumAxis } from '../../plan/kernels.ts';
import { type SumBlocks, blocksOf } from './blocks.ts';
import { packedBytes } from './pack.ts';
import type { Scatter } from './scatter.ts';
import { merge, type Shape, volume } from '../../plan/product-shape.ts';
import { type PanelRun, splitColumns } from './tiles.ts';

/**
 * Loop tiling of a product: loops over the batch, blocks of sums (cache blocking), outer rows, panels of columns, and
 * rows in register tiles.
 */
export interface ProductPlan {
  readonly batch: readonly BatchAxis[];
  readonly blocks: SumBlocks;
  /** Row loops outside of the loop over panels, so that the rows of `a` that all panels read stay in the cache. */
  readonly outerRows: readonly RowAxis[];
  readonly innerRows: readonly RowAxis[];
  readonly panels: readonly PanelRun[];
  /** Whether b is packed: copied, block by block, to contiguous panels. */
  readonly packs: boolean;
  readonly bColumn: number;
  /** For a c whose columns are strided: how the product is transposed to it from scratch space, behind the panels. */
  readonly scatter?: Omit<Scatter, 'columns'>;
  readonly packedBytes: number;
  readonly scratchBytes: number;
  /** Whether tiles keep several partial sums per element, to hide the latency of FMA when there are few elements. */
  readonly interleaves: boolean;
}

const fewRows = 5;
const rowsPerPass = 256;

export function planOf(shape: Shape): ProductPlan {
  const rows = volume(shape.rows);
  const panels = splitColumns(shape.columns, rows);
  const blocks = blocksOf(shape.sums);
  const packs = shape.bColumn !== 1;
  const scatter =
    shape.cColumn === 1 ? undefined : { rows, fromRow: roundUp(shape.columns), toColumn: shape.cColumn };
  const pieces = panels.length > 1 || panels[0]!.count > 1;
  const placed = scatter ? shape.rows.map((axis) => ({ ...axis, c: scatter.fromRow })) : shape.rows;
  const [outerRows, innerRows] = pieces ? splitPasses(placed) : [[], placed];
  const bytes = packs ? roundUp(packedBytes(volume(blocks.inside), panels)) : 0;
  return {
    batch: shape.batch,
    blocks,
    outerRows,
    innerRows,
    panels,
    packs,
    bColumn: shape.bColumn,
    ...(scatter && { scatter }),
    packedBytes: bytes,
    scratchBytes: bytes + (scatter ? rows * scatter.fromRow * 4 : 0),
    interleaves: rows <= fewRows,
  };
}

function roundUp(count: number): number {
  return Math.ceil(count / 8) * 8;
}

/** The summed axes of a block with the strides of b in its panel. */
export function sumsInPanels(sums: readonly SumAxis[], panel: PanelRun, packs: boolean): readonly SumAxis[] {
  if (!packs) return sums;
  let b = panel.vectors * 8;
  const packed = sums.toReversed().map((axis) => {
    const own = { ...axis, b };
    b *= axis.extent;
    return own;
  });
  return merge(packed.toReversed(), ['a', 'b']);
}

/** Partial sums per element of a tile. */
export function partsOf(plan: ProductPlan, rows: number, vectors: number): number {
  if (!plan.interleaves || volume(plan.blocks.inside) < 8) return 1;
  const size = rows * vectors;
  const fits = (parts: number) => size * parts + Math.min(rows, vectors) + 1 <= 16;
  return size <= 4 && fits(4) && size * 2 < 8 ? 4 : size < 8 && fits(2) ? 2 : 1;
}

function splitPasses(rows: readonly RowAxis[]): [RowAxis[], RowAxis[]] {
  let cut = rows.length - 1;
  while (cut > 0 && volume(rows.slice(cut - 1)) <= rowsPerPass) cut--;
  if (cut < 0) return [[], []];
  const axis = rows[cut]!;
  const pass = axis.extent > 2 * rowsPerPass ? passOf(axis.extent) : axis.extent;
  const split =
    pass === axis.extent ? [] : [{ extent: axis.extent / pass, a: axis.a * pass, c: axis.c * pass }];
  return [
    [...rows.slice(0, cut), ...split],
    [{ ...axis, extent: pass }, ...rows.slice(cut + 1)],
  ];
}

/** A divisor of the extent close to `rowsPerPass`, divisible by tiles of four or six rows if possible. */
function passOf(extent: number): number {
  let best = extent;
  for (let pass = rowsPerPass; 4 * pass >= rowsPerPass; pass--) {
    if (extent % pass !== 0) continue;
    if (pass % 4 === 0 || pass % 6 === 0) return pass;
    if (best === extent) best = pass;
  }
  return best;
}
