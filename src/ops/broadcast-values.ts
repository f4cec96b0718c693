import * as tf from '@tensorflow/tfjs-core';

/** The elements that a broadcast from shape `from` to `shape` repeats, row-major. */
export function broadcastValues(
  values: ArrayLike<number>,
  from: readonly number[],
  shape: readonly number[],
): number[] {
  const missing = shape.length - from.length;
  return Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, index) => {
    let rest = index;
    let offset = 0;
    let stride = 1;
    for (let axis = shape.length - 1; axis >= missing; axis--) {
      const extent = from[axis - missing]!;
      if (extent > 1) offset += (rest % shape[axis]!) * stride;
      rest = Math.floor(rest / shape[axis]!);
      stride *= extent;
    }
    return values[offset]!;
  });
}
