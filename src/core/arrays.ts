/** Element types that engines carry. `bool` is stored one byte an element, as 0 or 1. */
export type DType = 'float32' | 'int32' | 'bool';

/** Elements of an array, in row-major order: float32, int32 or bool. */
export type TypedValues = Float32Array | Int32Array | Uint8Array;

/** A dense, row-major array on the host. */
export interface NdArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly values: TypedValues;
}

/** Named arrays: parameters, optimizer slots, inputs, metrics. */
export type NdRecord = Readonly<Record<string, NdArray>>;

/** Shape and element type without values. */
export interface TensorSpec {
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** Shapes and types of arrays by name. */
export type SpecRecord = Readonly<Record<string, TensorSpec>>;

/** Number of elements of a shape; 1 for a scalar's empty shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** A zero-filled buffer of `length` elements of `dtype`. */
export function allocate(dtype: DType, length: number): TypedValues {
  if (dtype === 'float32') return new Float32Array(length);
  return dtype === 'int32' ? new Int32Array(length) : new Uint8Array(length);
}

const classes = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/** The class of buffer that holds an element type. */
export function classOf(dtype: DType): (typeof classes)[DType] {
  return classes[dtype];
}

/**
 * A new buffer of an element type with the same numbers in it: never the bits of another type. What is not 0 is true.
 * @param values numbers in any array, such as whole numbers that another library keeps as float32
 */
export function convertValues(values: ArrayLike<number>, dtype: DType): TypedValues {
  if (dtype === 'bool') return Uint8Array.from(values, (value) => Number(value !== 0));
  return classes[dtype].from(values);
}

/** Wraps `values` (copied into the element type's buffer when they are not one) with a checked shape, as [2, 3] of six. */
export function ndarray(
  values: TypedValues | readonly number[],
  shape: readonly number[],
  dtype: DType = 'float32',
): NdArray {
  const expected = sizeOf(shape);
  if (values.length !== expected) {
    throw new RangeError(`shape [${shape.join(', ')}] holds ${expected} values, got ${values.length}`);
  }
  const fits =
    (dtype === 'float32' && values instanceof Float32Array) ||
    (dtype === 'int32' && values instanceof Int32Array) ||
    (dtype === 'bool' && values instanceof Uint8Array);
  if (fits) return { dtype, shape, values: values };
  const buffer = allocate(dtype, expected);
  buffer.set(values);
  return { dtype, shape, values: buffer };
}

/** A zero-filled array of a shape, as [2, 3]. */
export function zeros(shape: readonly number[], dtype: DType = 'float32'): NdArray {
  return { dtype, shape, values: allocate(dtype, sizeOf(shape)) };
}

/** The spec of each array of a record: its shape [...] and element type. */
export function specsOf(record: NdRecord): SpecRecord {
  return Object.fromEntries(
    Object.entries(record).map(([name, { dtype, shape }]) => [name, { dtype, shape }]),
  );
}

/** Arrays of equal shape joined along a new leading axis, that of replicas for draws of seeds: [...] each to [R, ...]. */
export function stack(arrays: readonly NdArray[]): NdArray {
  const first = arrays[0];
  if (!first) throw new RangeError('stack needs at least one array');
  const size = sizeOf(first.shape);
  const values = allocate(first.dtype, size * arrays.length);
  arrays.forEach((array, index) => {
    if (array.dtype !== first.dtype || array.shape.join() !== first.shape.join()) {
      throw new RangeError(
        `stack: array ${index} is ${array.dtype}[${array.shape.join(', ')}], the first is ${first.dtype}[${first.shape.join(', ')}]`,
      );
    }
    values.set(array.values, index * size);
  });
  return { dtype: first.dtype, shape: [arrays.length, ...first.shape], values };
}

/** Rows `from` to `to` (exclusive) of the leading axis, [rows, ...] to [to - from, ...], sharing the buffer. */
export function rows(array: NdArray, from: number, to: number): NdArray {
  const [, ...rest] = array.shape;
  const size = sizeOf(rest);
  return {
    dtype: array.dtype,
    shape: [to - from, ...rest],
    values: array.values.subarray(from * size, to * size),
  };
}
