/** Which operations of a device are correctly rounded. */
export interface Exactness {
  readonly fma: boolean;
  readonly division: boolean;
  readonly root: boolean;
}

/**
 * WGSL functions for correctly rounded arithmetic: WGSL allows an `fma` that rounds twice, and quotients and roots that
 * are off by some units in the last place. Where the device is exact they are the built-ins; elsewhere they correct the
 * result, except for infinity and NaN. They have no branches, which shader compilers are slow to inline.
 */
export function arithmeticFunctions({ fma, division, root }: Exactness): string {
  return `${isFinite}
fn fused(a: f32, b: f32, c: f32) -> f32 {${fma ? ' return fma(a, b, c); ' : inParts}}
fn quotient(a: f32, b: f32) -> f32 {${division ? ' return a / b; ' : correctedQuotient}}
fn root(x: f32) -> f32 {${root ? ' return sqrt(x); ' : correctedRoot}}
`;
}

const isFinite = 'fn isFinite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }';

/** FMA in software: the product as a sum of exact ones of split factors (Dekker), with the rounding errors added last. */
const inParts = `
  let product = a * b;
  let plain = product + c;
  let a1 = bitcast<f32>(bitcast<u32>(a) & 0xfffff000u);
  let b1 = bitcast<f32>(bitcast<u32>(b) & 0xfffff000u);
  let a0 = a - a1;
  let b0 = b - b1;
  let lost = (((a1 * b1 - product) + a1 * b0) + a0 * b1) + a0 * b0;
  let part = plain - product;
  let rounded = (product - (plain - part)) + (c - part);
  let rest = rounded + lost;
  return select(plain, plain + rest, rest != 0.0 && isFinite(plain) && isFinite(product));
`;

const correctedQuotient = `
  let estimate = a / b;
  let refined = estimate + fused(-estimate, b, a) / b;
  return select(estimate, refined, isFinite(estimate) && isFinite(b) && estimate != 0.0);
`;

const correctedRoot = `
  let estimate = sqrt(x);
  let refined = estimate + fused(-estimate, estimate, x) / (estimate + estimate);
  return select(estimate, refined, isFinite(estimate) && estimate != 0.0);
`;
