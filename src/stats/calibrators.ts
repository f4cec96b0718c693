import { requireBetween } from './preconditions.ts';

/** p to e by kappa p^(kappa-1), kappa in (0, 1) (Vovk & Wang 2021, arXiv 1912.06116). */
export function powerCalibrator(p: number, kappa: number = 0.5): number {
  requireProbability(p);
  requireBetween('kappa', kappa, 0, 1);
  return kappa * p ** (kappa - 1);
}

/** p to e by the average of all power calibrators, (1 - p + p ln p) / (p ln^2 p) (Vovk & Wang 2021). */
export function mixtureCalibrator(p: number): number {
  requireProbability(p);
  if (p === 0) return Infinity;
  const u = -Math.log(p);
  // (e^u - 1 - u) / u^2, whose numerator cancels near p = 1.
  if (u < 1e-3) return 1 / 2 + u / 6 + u ** 2 / 24 + u ** 3 / 120;
  return (Math.expm1(u) - u) / u ** 2;
}

/** e to p by min(1, 1/e). */
export function eToP(e: number): number {
  if (!(e >= 0)) throw new RangeError(`an e-value must be 0 or more, got ${e}`);
  return Math.min(1, 1 / e);
}

function requireProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a p value must lie in [0, 1], got ${p}`);
}
