import { compiled, igam, ndtr, ndtri } from 'cephes';

await compiled;

/** P(Z <= z) of a standard normal Z; z may be infinite. */
export function normalCdf(z: number): number {
  if (Number.isFinite(z)) return ndtr(z);
  return Number.isNaN(z) ? NaN : z > 0 ? 1 : 0;
}

/** The z with P(Z <= z) = p, infinite at 0 and 1; NaN outside. */
export function normalQuantile(p: number): number {
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  return p > 0 && p < 1 ? ndtri(p) : NaN;
}

/** P(|Z| <= radius) of a standard normal Z in `dimensions` dimensions; 0 for a radius that is not positive. */
export function gaussianBall(radius: number, dimensions: number): number {
  if (Number.isNaN(radius)) return NaN;
  if (radius <= 0) return 0;
  return radius === Infinity ? 1 : igam(dimensions / 2, radius ** 2 / 2);
}

/**
 * The least probability that a standard normal, of any dimension, gives the points within `distance` of a set of
 * probability p: that of a half-space (Gaussian isoperimetric inequality; Sudakov and Tsirelson 1974, Borell 1975).
 */
export function gaussianEnlargement(p: number, distance: number): number {
  return normalCdf(normalQuantile(p) + distance);
}
