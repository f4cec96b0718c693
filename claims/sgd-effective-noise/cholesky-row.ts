/**
 * Row `p` of the Cholesky factor of a covariance matrix from its rows before it, both [width, width]. A pivot that has
 * nothing left but rounding is 0: the variable is a combination of those before it.
 */
export function choleskyRow(C: Float64Array, L: Float64Array, width: number, p: number): void {
  for (let q = 0; q <= p; q++) {
    let rest = C[p * width + q]!;
    for (let k = 0; k < q; k++) rest -= L[p * width + k]! * L[q * width + k]!;
    if (q === p) L[p * width + p] = rest > 1e-12 * C[p * width + p]! ? Math.sqrt(rest) : 0;
    else L[p * width + q] = L[q * width + q]! === 0 ? 0 : rest / L[q * width + q]!;
  }
}
