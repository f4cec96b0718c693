/** How a workgroup computes a block of a matrix product. */
export interface Tile {
  /** Invocations along rows and along columns. */
  readonly down: number;
  readonly across: number;
  /** Results of one invocation: `each` rows by `each` columns. */
  readonly each: number;
  /** Sums whose operands are in the workgroup's memory at a time. */
  readonly depth: number;
}

const tile = (down: number, across: number, each: number, depth: number): Tile => ({
  down,
  across,
  each,
  depth,
});

/** From the most to the least work for what is loaded. Memory stays below the 16 KiB that every device has. */
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

/** Words of the workgroup's memory that a block of an operand takes; a row more than it has keeps banks apart. */
export const wordsOfBlock = (length: number, { depth }: Tile): number => depth * (length + 1);
export const wordsOfTile = (tile: Tile): number =>
  wordsOfBlock(rowsOfTile(tile), tile) + wordsOfBlock(columnsOfTile(tile), tile);

/** Loads from workgroup memory, and from the arena, in multiplications. */
const nearLoad = 2;
const farLoad = 4;

/** What else there is to do beside the blocks of one product. */
export interface Crowd {
  /** Products of the same shape at the same time. */
  readonly products: number;
  /** Workgroups that a device needs to be busy. */
  readonly busyGroups: number;
}

export const manyProducts: Crowd = { products: Infinity, busyGroups: 1 };

/**
 * The tile that takes least for rows x columns results, what it computes beyond their borders included: less work in all
 * where the device is busy, else less for each workgroup.
 */
export function tileFor(rows: number, columns: number, { products, busyGroups }: Crowd): Tile {
  const cost = (one: Tile): number => {
    const [high, wide] = [rowsOfTile(one), columnsOfTile(one)];
    const count = Math.ceil(rows / high) * Math.ceil(columns / wide);
    const near = nearLoad * 2 * one.each * sizeOfTile(one);
    // Workgroups that do nothing take their time as well.
    return Math.max(count, busyGroups / products) * (high * wide + near + farLoad * (high + wide));
  };
  return tiles.reduce((best, one) => (cost(one) < cost(best) ? one : best));
}

/** Turns over the sums that are not worth splitting, and workgroups of one replica that are enough. */
const shortTurns = 64;
const enoughGroups = 64;

/**
 * How many workgroups share the sums of a block of results, and how many sums each has: by the shape of the product alone,
 * so that a replica's numbers do not depend on how many run.
 */
export function splitsOf(rows: number, columns: number, batches: number, sums: number): Splits {
  const tile = tileFor(rows, columns, manyProducts);
  const wanted = Math.ceil(sums / tile.depth / shortTurns);
  const blocks = batches * blocksDown(tile, rows) * blocksAcross(tile, columns);
  const splits = Math.max(1, Math.min(wanted, Math.floor(enoughGroups / blocks)));
  // Any tile's depth goes into it.
  return { splits, sumsOfSplit: Math.ceil(sums / splits / deepest) * deepest };
}

export interface Splits {
  readonly splits: number;
  readonly sumsOfSplit: number;
}

export const blocksDown = (tile: Tile, rows: number): number => Math.ceil(rows / rowsOfTile(tile));
export const blocksAcross = (tile: Tile, columns: number): number => Math.ceil(columns / columnsOfTile(tile));

/** Where in a block of `length` by `depth` elements the element `entry` lies: along rows or columns, and along the sums. */
export function entryOf(
  length: number,
  { depth }: Tile,
  sumsAreNear: boolean,
): { readonly along: string; readonly sum: string } {
  // Neighbouring invocations load what are neighbours in memory.
  if (sumsAreNear) return { along: `entry / ${depth}u`, sum: `entry % ${depth}u` };
  return { along: `entry % ${length}u`, sum: `entry / ${length}u` };
}
