import { compiled, lgam } from 'cephes';

await compiled;

/** ln Gamma(z) of z > 0; NaN elsewhere. */
export function logGamma(z: number): number {
  return z > 0 ? lgam(z) : NaN;
}
