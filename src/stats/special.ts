import { compiled, incbet, incbi, lbeta, lgam, ndtr } from 'cephes';

await compiled;

/** Regularized incomplete beta function I_x(a, b), a and b > 0, x in [0, 1]; NaN in, NaN out. */
export function incompleteBeta(x: number, a: number, b: number): number {
  return Number.isNaN(x + a + b) ? NaN : incbet(a, b, x);
}

/** The `p` quantile of the beta distribution with shapes `a` and `b`. */
export function betaQuantile(p: number, a: number, b: number): number {
  return Number.isNaN(p + a + b) ? NaN : incbi(a, b, p);
}

/** ln B(a, b). */
export function logBeta(a: number, b: number): number {
  return lbeta(a, b);
}

/** ln |Gamma(x)|. */
export function logGamma(x: number): number {
  return lgam(x);
}

/** P(Z > z) of a standard normal Z. */
export function normalUpperTail(z: number): number {
  if (Number.isFinite(z)) return ndtr(-z);
  return Number.isNaN(z) ? NaN : z > 0 ? 0 : 1;
}

/** P(T > t) of Student's t with `v` degrees of freedom (not necessarily whole), accurate in the far tail too. */
export function tUpperTail(t: number, v: number): number {
  if (Number.isNaN(t) || !(v > 0)) return NaN;
  if (t < 0) return 1 - tUpperTail(-t, v);
  const square = t * t;
  // Either form is exact; each one loses digits where its argument is close to 1.
  if (square < v) return 0.5 - 0.5 * incbet(0.5, v / 2, square / (v + square));
  return 0.5 * incbet(v / 2, 0.5, v / (v + square));
}

/** The `p` quantile of Student's t with `v` degrees of freedom. */
export function tQuantile(p: number, v: number): number {
  if (!(p >= 0 && p <= 1) || !(v > 0)) return NaN;
  if (p > 0.5) return -tQuantile(1 - p, v);
  if (p === 0.5) return 0;
  const x = incbi(v / 2, 0.5, 2 * p);
  if (x < 0.5) return -Math.sqrt((v * (1 - x)) / x);
  const y = incbi(0.5, v / 2, 1 - 2 * p);
  return -Math.sqrt((v * y) / (1 - y));
}
