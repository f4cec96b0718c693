import type { Rng } from 'claimcheck';

/**
 * Normal draws whose sample moments are those of the law: each new column has mean 0, mean square 1 and no correlation
 * with the columns before it, so that averages of linear and quadratic functions of them are exact.
 */
export class MatchedNormals {
  readonly columns: Float64Array[] = [];

  /** @param size draws of a column, more than there will be columns */
  constructor(
    private readonly size: number,
    private readonly rng: Rng,
  ) {}

  /** Draws one more column. */
  draw(): Float64Array {
    const { size, rng, columns } = this;
    const column = new Float64Array(size);
    let mean = 0;
    for (let at = 0; at < size; at++) mean += column[at] = rng.normal();
    for (let at = 0; at < size; at++) column[at]! -= mean / size;
    for (const before of columns) add(column, before, -inner(column, before) / size);
    const scale = Math.sqrt(size / inner(column, column));
    for (let at = 0; at < size; at++) column[at]! *= scale;
    columns.push(column);
    return column;
  }

  /** Sum of the columns with the given weights, from `weights[offset]` on. */
  combine(weights: Float64Array, offset: number): Float64Array {
    const sum = new Float64Array(this.size);
    this.columns.forEach((column, at) => add(sum, column, weights[offset + at]!));
    return sum;
  }
}

function add(sum: Float64Array, column: Float64Array, by: number): void {
  if (by === 0) return;
  for (let at = 0; at < sum.length; at++) sum[at]! += by * column[at]!;
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
