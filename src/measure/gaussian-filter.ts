/**
 * The low-pass filter of labels over inputs: K_ij = exp(-|x_i - x_j|^2 / (2 delta)), rows divided by their sum, as n rows
 * of n in one float64 array. K y is the part of y that varies slowly with x, y - K y the rest (Xu et al. 2019).
 * @param x n inputs of `dimensions` values, row by row
 * @param delta a squared distance: towards 0 the filter keeps everything, towards infinity the mean alone
 */
export function gaussianFilter(x: ArrayLike<number>, dimensions: number, delta: number): Float64Array {
  const n = x.length / dimensions;
  if (!Number.isInteger(n) || n < 1) {
    throw new RangeError(`${x.length} values are no inputs of ${dimensions} dimensions`);
  }
  if (!(delta > 0)) throw new RangeError(`delta must be above 0, got ${delta}`);
  const kernel = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let distance = 0;
      for (let d = 0; d < dimensions; d++) distance += (x[i * dimensions + d]! - x[j * dimensions + d]!) ** 2;
      kernel[i * n + j] = kernel[j * n + i] = Math.exp(-distance / (2 * delta));
    }
  }
  for (let i = 0; i < n; i++) {
    const row = kernel.subarray(i * n, (i + 1) * n);
    const sum = row.reduce((total, value) => total + value, 0);
    row.forEach((value, j) => (row[j] = value / sum));
  }
  return kernel;
}
