import { logGamma } from './log-gamma.ts';

/**
 * A point x of (0, 1) with its complement y = 1 - x and the logarithms of both: what is lost in 1 - x where x is close
 * to 1, and in x where it underflows, is kept in the others.
 */
export interface UnitPoint {
  readonly x: number;
  readonly y: number;
  readonly lnX: number;
  readonly lnY: number;
}

/** A number in [0, 1] as a point. */
export function pointOf(x: number): UnitPoint {
  return { x, y: 1 - x, lnX: Math.log(x), lnY: Math.log1p(-x) };
}

/** The point with x/y = e^logit. */
function pointAtLogit(logit: number): UnitPoint {
  const small = Math.exp(-Math.abs(logit));
  const lnLarge = -Math.log1p(small);
  const near = { x: small / (1 + small), y: 1 / (1 + small), lnX: lnLarge - Math.abs(logit), lnY: lnLarge };
  return logit < 0 ? near : mirrored(near);
}

/** The point 1 - x. */
export function mirrored({ x, y, lnX, lnY }: UnitPoint): UnitPoint {
  return { x: y, y: x, lnX: lnY, lnY: lnX };
}

/**
 * ln I_x(a, b), the lower tail of the beta distribution, accurate in both tails: the continued fraction of
 * Didonato and Morris (1992, TOMS 708) on the side where it converges fast, times a density whose large terms were cancelled by hand.
 */
export function logLowerTail(point: UnitPoint, a: number, b: number): number {
  // Both comparisons say the same; each is exact where the other is lost in rounding.
  const isUpper = a > b ? point.y * (a + b + 2) < b + 1 : point.x * (a + b + 2) > a + 1;
  if (isUpper) return logComplement(logFraction(mirrored(point), b, a));
  return logFraction(point, a, b);
}

/** ln(1 - e^u), u <= 0. */
function logComplement(u: number): number {
  return u > -Math.LN2 ? Math.log(-Math.expm1(u)) : Math.log1p(-Math.exp(u));
}

function logFraction(point: UnitPoint, a: number, b: number): number {
  return Math.min(0, logDensity(point, a, b) - Math.log(continuedFraction(point, a, b)));
}

/**
 * ln of x^a y^b / B(a, b), which is the density over the logit of x. By Stirling errors and deviances (Loader 2000, "Fast
 * and accurate computation of binomial probabilities"), so that nothing large is subtracted.
 */
function logDensity({ x, y, lnX, lnY }: UnitPoint, a: number, b: number): number {
  const n = a + b;
  const excess = b * x - a * y; // n x - a
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const deviances = deviance(a, excess, Math.log(a / n) - lnX) + deviance(b, -excess, Math.log(b / n) - lnY);
  const scale = (Math.log(Math.min(a, b)) + Math.log(Math.max(a, b) / n) - Math.log(2 * Math.PI)) / 2;
  return stirling - deviances + scale;
}

/** k ln(k/m) + m - k for m = k + excess; `logRatio` is ln(k/m). */
function deviance(k: number, excess: number, logRatio: number): number {
  const v = excess / (2 * k + excess);
  if (!(Math.abs(v) < 0.5)) return k * logRatio + excess;
  // With m/k = (1 + v)/(1 - v): k (2 v/(1 - v) - 2 artanh v), whose first terms cancel.
  let sum = excess * v;
  let power = 2 * k * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum - power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/** ln Gamma(z + 1) less Stirling's (z + 1/2) ln z - z + ln(2 pi)/2. */
function stirlingError(z: number): number {
  if (z < 16) return logGamma(z + 1) - (z + 0.5) * Math.log(z) + z - Math.log(2 * Math.PI) / 2;
  const s = 1 / (z * z);
  const terms = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
  return terms.reduceRight((sum, term) => sum * s + term, 0) / z;
}

/** By Lentz's algorithm; of order sqrt(max(a, b)) steps. `a y - b x` stands for differences that x alone would round. */
function continuedFraction({ x, y }: UnitPoint, a: number, b: number): number {
  const tiny = 1e-300;
  const nonzero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let value = nonzero((a / (a + 1)) * (a * y - b * x + 1));
  let c = value;
  let d = 0;
  for (let m = 1; m < 1e7; m++) {
    const width = a + 2 * m - 1;
    // Factors are paired so that shapes up to 1e300 do not overflow.
    const over = m * (((b - m) * x) / width);
    const numerator = ((a + m - 1) / width) * ((a + b + m - 1) * x) * over;
    const term = m + over + ((a + m) / (width + 2)) * (a * y - b * x + 1 + m * (1 + y));
    d = 1 / nonzero(term + numerator * d);
    c = nonzero(term + numerator / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) return value;
  }
  return NaN;
}

/**
 * The point whose lower tail is `tail`, 0 < tail <= 1/2. Newton on the logarithm of the tail over the logit: both the
 * density over the logit and its integral are log-concave, so every step but the first comes from below.
 */
export function lowerTailPoint(tail: number, a: number, b: number): UnitPoint {
  const target = Math.log(tail);
  let logit = Math.log(a) - Math.log(b);
  let last = Infinity;
  for (let step = 0; step < 200; step++) {
    const point = pointAtLogit(logit);
    const lnTail = logLowerTail(point, a, b);
    const newton = (target - lnTail) * Math.exp(lnTail - logDensity(point, a, b));
    // A first step may leave what can be computed, so steps are bounded, ever more loosely.
    const bound = 2 ** (step / 2 + 1);
    const change = Math.max(-bound, Math.min(bound, newton));
    // Rounding ends the approach: the change no longer shrinks.
    if (
      !(Math.abs(change) > 1e-15 * Math.max(1, Math.abs(logit))) ||
      (step > 2 && Math.abs(change) >= last && last < 1e-9)
    ) {
      return pointAtLogit(logit + (Number.isFinite(change) ? change : 0));
    }
    last = Math.abs(change);
    logit += change;
  }
  return pointAtLogit(logit);
}
