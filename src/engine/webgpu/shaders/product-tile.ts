/** Loop tiling of a matrix product: the block of results of a workgroup, and the register tile of an invocation. */
export interface Tile {
  /** Invocations of the workgroup along rows and along columns. */
  readonly down: number;
  readonly across: number;
  /** Register tile: `each` rows by `each` columns of results per invocation. */
  readonly each: number;
  /** Summands whose operands are staged in workgroup memory at a time. */
  readonly depth: number;
}

const tile = (down: number, across: number, each: number, depth: number): Tile => ({
  down,
  across,
  each,
  depth,
});

/** Roughly by decreasing arithmetic intensity. All fit the 16 KiB of workgroup memory that every device has. */
const tiles: readonly Tile[] = [
  tile(16, 16, 8, 8),
  tile(8, 8, 8, 16),
  tile(8, 4, 8, 16),
  tile(4, 8, 8, 16),
  tile(16, 16, 4, 16),
  tile(16, 8, 4, 16),
  tile(8, 16, 4, 16),
  tile(8, 8, 4, 16),
  tile(32, 4, 4, 16),
  tile(4, 32, 4, 16),
  tile(16, 4, 4, 16),
  tile(4, 16, 4, 16),
  tile(32, 2, 4, 16),
  tile(2, 32, 4, 16),
  tile(8, 8, 2, 16),
];

const deepest = Math.max(...tiles.map(({ depth }) => depth));

export const sizeOfTile = ({ down, across }: Tile): number => down * across;
export const rowsOfTile = ({ down, each }: Tile): number => down * each;
export const columnsOfTile = ({ across, each }: Tile): number => across * each;

/** Workgroup memory of an operand's block in words, padded by a row against bank conflicts. */
export const wordsOfBlock = (length: number, { depth }: Tile): number => depth * (length + 1);
export const wordsOfTile = (tile: Tile): number =>
  wordsOfBlock(rowsOfTile(tile), tile) + wordsOfBlock(columnsOfTile(tile), tile);

/** Cost of a load from workgroup memory and from global memory, in multiplications. */
const workgroupLoad = 2;
const globalLoad = 4;

/** How well a device is occupied: what runs at the same time, and how much it takes. */
export interface Occupancy {
  /** Products of the same shape in one dispatch: one per replica. */
  readonly products: number;
  /** Workgroups that it takes for full occupancy. */
  readonly groupsToFill: number;
}

export const fullOccupancy: Occupancy = { products: Infinity, groupsToFill: 1 };

/**
 * The tile with the least estimated cost for rows x columns results, padding included: total work at full occupancy, work
 * per workgroup (latency) below it.
 */
export function tileFor(rows: number, columns: number, { products, groupsToFill }: Occupancy): Tile {
  const cost = (one: Tile): number => {
    const [high, wide] = [rowsOfTile(one), columnsOfTile(one)];
    const count = Math.ceil(rows / high) * Math.ceil(columns / wide);
    const workgroupLoads = workgroupLoad * 2 * one.each * sizeOfTile(one);
    // Below full occupancy another workgroup costs nothing.
    return (
      Math.max(count, groupsToFill / products) * (high * wide + workgroupLoads + globalLoad * (high + wide))
    );
  };
  return tiles.reduce((best, one) => (cost(one) < cost(best) ? one : best));
}

/** A sum of so few iterations is not split, and splitting makes at most so many workgroups per replica. */
const fewIterations = 64;
const enoughGroups = 64;

/**
 * Split-k: how many workgroups share the sum of each result, and the summands of each. It depends on the shape of the
 * product alone, so that results do not depend on the number of replicas.
 */
export function splitsOf(rows: number, columns: number, batches: number, sums: number): Splits {
  const tile = tileFor(rows, columns, fullOccupancy);
  const wanted = Math.ceil(sums / tile.depth / fewIterations);
  const blocks = batches * blocksDown(tile, rows) * blocksAcross(tile, columns);
  const splits = Math.max(1, Math.min(wanted, Math.floor(enoughGroups / blocks)));
  // A multiple of the depth of every tile, all powers of two.
  return { splits, sumsOfSplit: Math.ceil(sums / splits / deepest) * deepest };
}

export interface Splits {
  readonly splits: number;
  readonly sumsOfSplit: number;
}

export const blocksDown = (tile: Tile, rows: number): number => Math.ceil(rows / rowsOfTile(tile));
export const blocksAcross = (tile: Tile, columns: number): number => Math.ceil(columns / columnsOfTile(tile));

/** Coordinates of element number `entry` of an operand's block, `length` rows or columns by `depth` summands, as WGSL. */
export function entryOf(
  length: number,
  { depth }: Tile,
  sumsAreContiguous: boolean,
): { readonly along: string; readonly sum: string } {
  // Coalesced loads: neighbouring invocations load neighbouring addresses.
  if (sumsAreContiguous) return { along: `entry / ${depth}u`, sum: `entry % ${depth}u` };
  return { along: `entry % ${length}u`, sum: `entry / ${length}u` };
}
