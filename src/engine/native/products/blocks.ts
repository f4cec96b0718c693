import type { SumAxis } from '../../plan/kernels.ts';
import { volume } from '../../plan/product-shape.ts';

/**
 * Blocking of the summed (k) dimension: for each point of `outer`, `count` blocks, each a loop nest `inside`, then a
 * remainder, `tail`.
 */
export interface SumBlocks {
  readonly outer: readonly SumAxis[];
  readonly count: number;
  /** From one block to the next, in elements. */
  readonly step: { readonly a: number; readonly b: number };
  readonly inside: readonly SumAxis[];
  readonly tail?: readonly SumAxis[];
}

/** Longer sums are blocked: a block's operands stay in the L2 cache, and blocked summation rounds less. */
const longest = 1024;
const target = 512;

export function blocksOf(sums: readonly SumAxis[]): SumBlocks {
  if (volume(sums) <= longest) return { outer: [], count: 1, step: { a: 0, b: 0 }, inside: sums };
  let cut = sums.length - 1;
  while (cut > 0 && 2 * volume(sums.slice(cut)) <= target) cut--;
  const axis = sums[cut]!;
  const inner = sums.slice(cut + 1);
  const chunk = chunkOf(axis.extent, Math.max(1, Math.floor(target / volume(inner))));
  const rest = axis.extent % chunk;
  const inside = (extent: number) => (extent === 1 ? inner : [{ ...axis, extent }, ...inner]);
  return {
    outer: sums.slice(0, cut),
    count: Math.floor(axis.extent / chunk),
    step: { a: chunk * axis.a, b: chunk * axis.b },
    inside: inside(chunk),
    ...(rest > 0 && { tail: inside(rest) }),
  };
}

/** The largest divisor not far below `most`, or blocks of about the same size. */
function chunkOf(extent: number, most: number): number {
  if (extent <= most) return extent;
  for (let chunk = most; 3 * chunk >= most; chunk--) if (extent % chunk === 0) return chunk;
  return Math.ceil(extent / Math.ceil(extent / most));
}
