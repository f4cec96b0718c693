import type { DType, NdArray } from '#core';

/** The elements of an array with four bytes each; truth values as masks, all bits or none. */
export interface Lanes {
  readonly dtype: DType;
  readonly values: Float32Array | Int32Array;
}

export function lanesFor(dtype: DType, length: number): Lanes {
  return { dtype, values: dtype === 'float32' ? new Float32Array(length) : new Int32Array(length) };
}

/** The array as lanes, without a copy where it has them already. */
export function toLanes({ dtype, values }: NdArray): Lanes {
  if (values instanceof Uint8Array)
    return { dtype, values: Int32Array.from(values, (value) => -Number(value !== 0)) };
  return { dtype, values };
}

export function fromLanes({ dtype, values }: Lanes, shape: readonly number[]): NdArray {
  if (dtype !== 'bool') return { dtype, shape, values };
  return { dtype, shape, values: Uint8Array.from(values, (mask) => Number(mask !== 0)) };
}
