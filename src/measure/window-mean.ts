/**
 * Mean of the points whose abscissa lies in [from, to), NaN when there are none.
 * @param at ascending abscissae of the series; default 0, 1, 2, ...
 */
export function windowMean(
  values: ArrayLike<number>,
  from: number,
  to: number,
  at?: ArrayLike<number>,
): number {
  if (at && at.length !== values.length) {
    throw new RangeError(`at has ${at.length} points, the series ${values.length}`);
  }
  let sum = 0;
  let points = 0;
  for (let index = 0; index < values.length; index++) {
    const x = at ? at[index]! : index;
    if (x < from || x >= to) continue;
    sum += values[index]!;
    points++;
  }
  return sum / points;
}
