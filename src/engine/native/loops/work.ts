import type { Placement } from '../../plan/kernels.ts';
import type { Schedule } from './schedule-expression.ts';

/** Kernels of fewer vector instructions (about a microsecond) are not divided among threads: waiting costs more. */
const smallestDivided = 4000;

export function isTooSmall(shape: readonly number[], { entries }: Schedule): boolean {
  const points = shape.reduce((product, extent) => product * extent, 1);
  return (points / 8) * (entries.length + 1) < smallestDivided;
}

/** About how many instructions a load or store of a vector takes, by its stride in elements. */
export function laneCost(stride: number, isOutput: boolean): number {
  if (stride === 1) return 1;
  if (stride === 0) return isOutput ? 0 : 1;
  if (stride === -1 && !isOutput) return 2;
  return isOutput ? 10 : 12;
}

/** The range of bytes that a placement spans. */
export function bytesCovered(
  shape: readonly number[],
  { offset, strides }: Placement,
): { readonly from: number; readonly end: number } {
  let [from, end] = [offset, offset + 4];
  for (const [axis, extent] of shape.entries()) {
    const distance = (extent - 1) * strides[axis]! * 4;
    if (distance < 0) from += distance;
    else end += distance;
  }
  return { from, end };
}
