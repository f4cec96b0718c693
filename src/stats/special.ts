import { logLowerTail, lowerTailPoint, mirrored, pointOf } from './incomplete-beta.ts';
import type { UnitPoint } from './incomplete-beta.ts';

/** Regularized incomplete beta function I_x(a, b); a and b positive and finite, x in [0, 1], NaN elsewhere. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!areShapes(a, b) || !(x >= 0 && x <= 1)) return NaN;
  if (x === 0 || x === 1) return x;
  return Math.exp(logLowerTail(pointOf(x), a, b));
}

/** The `p` quantile of the beta distribution with shapes `a` and `b`; NaN outside [0, 1]. */
export function betaQuantile(p: number, a: number, b: number): number {
  return p <= 0.5 ? lowerPoint(p, a, b).x : lowerPoint(1 - p, b, a).y;
}

/** The x that a beta variable exceeds with probability `p`: for a small p exact where 1 - p would be rounded. */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  return p <= 0.5 ? lowerPoint(p, b, a).y : lowerPoint(1 - p, a, b).x;
}

function lowerPoint(p: number, a: number, b: number): Pick<UnitPoint, 'x' | 'y'> {
  if (!areShapes(a, b) || !(p >= 0)) return { x: NaN, y: NaN };
  return p === 0 ? { x: 0, y: 1 } : lowerTailPoint(p, a, b);
}

function areShapes(a: number, b: number): boolean {
  return a > 0 && b > 0 && a < Infinity && b < Infinity;
}

/** Beyond this many degrees of freedom t is a normal variable to the last digit. */
const mostFreedom = 1e300;

/** P(Z > z) of a standard normal Z. */
export function normalUpperTail(z: number): number {
  return tUpperTail(z, mostFreedom);
}

/** P(T > t) of Student's t with `v` degrees of freedom (not necessarily whole, or infinite), accurate in both tails. */
export function tUpperTail(t: number, v: number): number {
  if (Number.isNaN(t) || !(v > 0)) return NaN;
  if (t < 0) return 1 - tUpperTail(-t, v);
  if (t === 0 || t === Infinity) return t === 0 ? 0.5 : 0;
  const freedom = Math.min(v, mostFreedom);
  return Math.exp(logLowerTail(tPoint(t, freedom), freedom / 2, 0.5)) / 2;
}

/** The point v / (v + t^2), of which the tails of t are incomplete beta functions. */
function tPoint(t: number, v: number): UnitPoint {
  const ratio = t / Math.sqrt(v);
  const square = ratio * ratio;
  const twice = 2 * Math.log(ratio);
  return {
    x: 1 / (1 + square),
    y: 1 / (1 + 1 / square),
    lnX: square < Infinity ? -Math.log1p(square) : -twice,
    lnY: 1 / square < Infinity ? -Math.log1p(1 / square) : twice,
  };
}

/** The t that is exceeded with probability `p` <= 1/2: for a small p exact where 1 - p would be rounded. */
export function tUpperQuantile(p: number, v: number): number {
  if (!(p >= 0 && p <= 0.5) || !(v > 0)) return NaN;
  if (p === 0 || p === 0.5) return p === 0 ? Infinity : 0;
  const freedom = Math.min(v, mostFreedom);
  if (p < 0.25) return Math.sqrt(freedom) * rootOfOdds(mirrored(lowerTailPoint(2 * p, freedom / 2, 0.5)));
  return Math.sqrt(freedom) * rootOfOdds(lowerTailPoint(1 - 2 * p, 0.5, freedom / 2));
}

function rootOfOdds({ x, y, lnX, lnY }: UnitPoint): number {
  return x > 0 && y > 0 ? Math.sqrt(x / y) : Math.exp((lnX - lnY) / 2);
}
