import type { RowAxis } from '../../plan/kernels.ts';
import { volume } from '../../plan/product-shape.ts';

/** `count` neighbouring tiles of `rows` rows each. */
interface TileRun {
  readonly rows: number;
  readonly count: number;
}

/** `count` neighbouring panels of `vectors` vectors of columns each. The last vector has `lanes` columns of eight. */
export interface PanelRun {
  readonly vectors: number;
  readonly count: number;
  readonly lanes: number;
}

const registers = 16;
/** Cost of a second tile height, in cycles: its code is cold the first time in a step. */
const codeCost = 200;
const mostDoublings = 10;

/** Most rows of a tile by register pressure: accumulators and the operands of a rank-1 update. */
function mostRows(vectors: number): number {
  let rows = 1;
  while ((rows + 1) * vectors + Math.min(rows + 1, vectors) + 1 <= registers) rows++;
  return rows;
}

/**
 * Cycles of a rank-1 update: throughput of two FMAs and two loads a cycle, latency of four cycles between updates of an
 * accumulator. (Measured on Zen 4; the ratios hold for other cores with two FMA units.)
 */
function cycles(rows: number, vectors: number): number {
  const latency = rows * vectors <= 8 ? 4.3 : 4;
  return Math.max((rows * vectors) / 2, (rows + vectors) / 2, latency) + 0.1;
}

const splits = new Map<number, readonly TileRun[]>();

/** Splits `extent` times `group` rows into tiles of one or two heights, minimizing cycles for `steps` updates of each. */
function splitRows(extent: number, vectors: number, group: number, steps: number): readonly TileRun[] {
  const doublings = Math.min(mostDoublings, Math.round(Math.log2(Math.max(1, steps))));
  const key = ((extent * 16 + vectors) * 16 + group) * 16 + doublings;
  const known = splits.get(key);
  if (known) return known;
  const most = Math.floor(mostRows(vectors) / group);
  let [best, bestCost] = [[] as readonly TileRun[], Infinity];
  for (let first = most; first >= 1; first--) {
    for (let second = first; second >= 1; second--) {
      const split = twoHeights(extent, first, second);
      if (!split) continue;
      const cost = cyclesOf(split, vectors, group) + (split.length * codeCost) / 2 ** doublings;
      if (cost < bestCost) [best, bestCost] = [split, cost];
    }
  }
  splits.set(key, best);
  return best;
}

function twoHeights(extent: number, first: number, second: number): TileRun[] | undefined {
  for (let count = Math.floor(extent / first); count >= 0; count--) {
    const rest = extent - count * first;
    if (rest % second !== 0) continue;
    return [
      { rows: first, count },
      { rows: second, count: rest / second },
    ].filter((run) => run.count > 0);
  }
  return undefined;
}

function cyclesOf(split: readonly TileRun[], vectors: number, group: number): number {
  return split.reduce((sum, run) => sum + run.count * cycles(run.rows * group, vectors), 0);
}

/** Splits columns into panels: the fewer rows a tile has, the wider the panel. */
export function splitColumns(columns: number, rows: number): readonly PanelRun[] {
  const vectors = Math.ceil(columns / 8);
  const lanes = columns - 8 * (vectors - 1);
  const width = Math.min(
    vectors,
    rows === 1 ? 8 : rows === 2 ? 6 : rows === 3 ? 4 : vectors % 3 === 0 ? 3 : 2,
  );
  const widths: number[] = [];
  for (let left = vectors; left > 0; left -= widths.at(-1)!) {
    widths.push(left === width + 1 && width === 2 ? 3 : Math.min(left, width));
  }
  const runs: PanelRun[] = [];
  widths.forEach((wide, i) => {
    const run = { vectors: wide, count: 1, lanes: i === widths.length - 1 ? lanes : 8 };
    const previous = runs.at(-1);
    if (previous?.vectors === wide && previous.lanes === run.lanes) {
      runs[runs.length - 1] = { ...run, count: previous.count + 1 };
    } else runs.push(run);
  });
  return runs;
}

/** Total columns of the panels. */
export function columnsOf(panels: readonly PanelRun[]): number {
  return panels.reduce((sum, { vectors, count, lanes }) => sum + (vectors * 8 - (8 - lanes)) * count, 0);
}

/** How rows are tiled: a tile is a range of `axis`, with all rows of `group` for each position of it. */
export interface RowTiling {
  readonly outer: readonly RowAxis[];
  readonly axis: RowAxis;
  /** Rows of one position of `axis`, as offsets in a and c, in elements. */
  readonly group: readonly { readonly a: number; readonly c: number }[];
  readonly runs: readonly TileRun[];
}

/** Tiles the rows along the innermost axis, or along one further out with all of the short inner ones in each tile. */
export function tileRows(rows: readonly RowAxis[], vectors: number, steps: number): RowTiling {
  const most = mostRows(vectors);
  let inner = 0;
  while (inner + 1 < rows.length && 2 * volume(rows.slice(rows.length - inner - 1)) <= most) inner++;
  const axis = rows[rows.length - inner - 1] ?? { extent: 1, a: 0, c: 0 };
  const group = offsets(rows.slice(rows.length - inner));
  const outer = rows.slice(0, Math.max(0, rows.length - inner - 1));
  const runs = splitRows(axis.extent, vectors, group.length, steps * volume(outer));
  return { outer, axis, group, runs };
}

function offsets(axes: readonly RowAxis[]): { a: number; c: number }[] {
  let all = [{ a: 0, c: 0 }];
  for (const axis of axes) {
    all = all.flatMap(({ a, c }) =>
      Array.from({ length: axis.extent }, (_, i) => ({ a: a + i * axis.a, c: c + i * axis.c })),
    );
  }
  return all;
}
