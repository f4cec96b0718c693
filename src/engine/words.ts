import type { DType, NdArray } from '#core';

/** The elements of an array as 32-bit words, as kernels hold them. Booleans are masks: all bits or none. */
export interface Words {
  readonly dtype: DType;
  readonly values: Float32Array | Int32Array;
}

export function wordsFor(dtype: DType, length: number): Words {
  return { dtype, values: dtype === 'float32' ? new Float32Array(length) : new Int32Array(length) };
}

/** The array as words, without a copy where it has them already. */
export function toWords({ dtype, values }: NdArray): Words {
  if (values instanceof Uint8Array)
    return { dtype, values: Int32Array.from(values, (value) => -Number(value !== 0)) };
  return { dtype, values };
}

export function fromWords({ dtype, values }: Words, shape: readonly number[]): NdArray {
  if (dtype !== 'bool') return { dtype, shape, values };
  return { dtype, shape, values: Uint8Array.from(values, (mask) => Number(mask !== 0)) };
}
