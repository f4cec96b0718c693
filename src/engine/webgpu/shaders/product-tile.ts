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

/** The tile that takes least for rows x columns results, what it computes beyond their borders included. */
export function tileFor(rows: number, columns: number): Tile {
  const cost = (one: Tile): number => {
    const [high, wide] = [rowsOfTile(one), columnsOfTile(one)];
    const count = Math.ceil(rows / high) * Math.ceil(columns / wide);
    const near = nearLoad * 2 * one.each * sizeOfTile(one);
    return count * (high * wide + near + farLoad * (high + wide));
  };
  return tiles.reduce((best, one) => (cost(one) < cost(best) ? one : best));
}

/** Turns over the sums that are not worth splitting, and workgroups of one replica that are enough. */
const shortTurns = 64;
const enoughGroups = 64;

/**
 * Workgroups that share the sums of a block of results: by the shape of the product alone, so that a replica's numbers
 * do not depend on how many run.
 */
export function splitsOf({ depth }: Tile, blocks: number, sums: number): number {
  const wanted = Math.ceil(sums / depth / shortTurns);
  return Math.max(1, Math.min(wanted, Math.floor(enoughGroups / blocks)));
}

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
