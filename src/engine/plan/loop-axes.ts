import type { Placement, Share } from './kernels.ts';

/** An axis of a loop nest, with the stride of every stream in elements. */
export interface Axis {
  readonly extent: number;
  readonly reduced: boolean;
  readonly strides: readonly number[];
}

/** The iteration space of a loop, and the streams (inputs, then outputs) that are walked over it. */
export interface Nest {
  readonly axes: readonly Axis[];
  /** Byte offset of the first element of each stream. */
  readonly offsets: readonly number[];
}

/** The loop nest with the fewest axes (axes are merged where all streams allow it), in no particular order. */
export function nestOf(
  shape: readonly number[],
  streams: readonly Placement[],
  reduced: readonly boolean[],
): Nest {
  let axes: Axis[] = [];
  for (const [index, extent] of shape.entries()) {
    if (extent === 1) continue;
    const strides = streams.map((stream) => stream.strides[index]!);
    axes = mergeInto(axes, { extent, reduced: reduced[index]!, strides });
  }
  return { axes, offsets: streams.map(({ offset }) => offset) };
}

/** The axis of a space of one point. */
export const single = (streams: number): Axis => ({
  extent: 1,
  reduced: false,
  strides: Array.from({ length: streams }, () => 1),
});

/** Adds an axis, merged with another one if both together are contiguous in every stream. */
function mergeInto(axes: readonly Axis[], axis: Axis): Axis[] {
  for (const [index, other] of axes.entries()) {
    const joined = joinedAxis(other, axis) ?? joinedAxis(axis, other);
    if (joined) return mergeInto(axes.toSpliced(index, 1), joined);
  }
  return [...axes, axis];
}

function joinedAxis(outer: Axis, inner: Axis): Axis | undefined {
  if (outer.reduced !== inner.reduced) return undefined;
  const continues = outer.strides.every((stride, index) => stride === inner.strides[index]! * inner.extent);
  return continues ? { ...inner, extent: outer.extent * inner.extent } : undefined;
}

/** Sum of absolute strides: axes of large strides should be the outer loops, for locality. */
export const reach = ({ strides }: Axis): number =>
  strides.reduce((sum, stride) => sum + Math.abs(stride), 0);

/** A thread's range of an axis. */
export interface Cut {
  readonly axis: number;
  readonly begin: number;
  readonly end: number;
}

/**
 * A thread's share of a nest, along the axis that divides most evenly. If no axis can be divided, the first thread does
 * all.
 * @param unit granularity of each axis in elements; 0 if it must not be divided
 * @returns undefined if the share is empty
 */
export function cutFor(nest: Nest, unit: (axis: number) => number, { index, count }: Share): Cut | undefined {
  let best: { axis: number; units: number; waste: number } | undefined;
  for (const [axis, { extent }] of nest.axes.entries()) {
    if (unit(axis) === 0) continue;
    const units = Math.ceil(extent / unit(axis));
    const waste = (Math.ceil(units / count) * count) / units;
    if (!best || waste < best.waste) best = { axis, units, waste };
  }
  if (!best || best.units < 2) return index === 0 ? { axis: -1, begin: 0, end: 0 } : undefined;
  const bound = (share: number) =>
    Math.min(nest.axes[best.axis]!.extent, Math.floor((best.units * share) / count) * unit(best.axis));
  const [begin, end] = [bound(index), index === count - 1 ? nest.axes[best.axis]!.extent : bound(index + 1)];
  return begin < end ? { axis: best.axis, begin, end } : undefined;
}

/** The nest restricted to a share. */
export function cutNest({ axes, offsets }: Nest, { axis, begin, end }: Cut): Nest {
  if (axis < 0) return { axes, offsets };
  const { strides } = axes[axis]!;
  return {
    axes: axes.with(axis, { ...axes[axis]!, extent: end - begin }),
    offsets: offsets.map((offset, stream) => offset + begin * strides[stream]! * 4),
  };
}
