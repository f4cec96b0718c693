import type { BatchAxis, RowAxis, SumAxis } from './kernels.ts';

/** A product without what does not matter to its code: offsets, axes of extent one, axes that are one axis in memory. */
export interface Shape {
  readonly batch: readonly BatchAxis[];
  readonly rows: readonly RowAxis[];
  readonly sums: readonly SumAxis[];
  readonly columns: number;
  /** Elements between columns in b, and in c. */
  readonly bColumn: number;
  readonly cColumn: number;
  /** Whether the kernel's a is this shape's b, and the other way about. */
  readonly swapped: boolean;
}

/** Merges neighbouring axes that are contiguous in all `keys`. */
export function merge<K extends string, A extends { readonly extent: number } & Readonly<Record<K, number>>>(
  axes: readonly A[],
  keys: readonly K[],
): A[] {
  const merged: A[] = [];
  for (const axis of axes) {
    const outer = merged.at(-1);
    if (outer && keys.every((key) => outer[key] === axis[key] * axis.extent)) {
      merged[merged.length - 1] = { ...axis, extent: axis.extent * outer.extent };
    } else merged.push(axis);
  }
  return merged;
}

export function volume(axes: readonly { readonly extent: number }[]): number {
  return axes.reduce((product, axis) => product * axis.extent, 1);
}
