import { allocate, type NdArray, type NdRecord, rows, sizeOf, type TypedValues, UserError } from '#core';

/** Arrays that grow row by row along their leading axis. */
export class RowLog {
  private readonly buffers = new Map<string, { spec: NdArray; values: TypedValues }>();
  private length = 0;

  /** @param capacity rows that will be written at most */
  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.length;
  }

  /** Appends rows `picked` of `record`, whose arrays all have the same leading axis. */
  append(record: NdRecord, picked: readonly number[]): void {
    if (picked.length === 0) return;
    for (const [name, array] of Object.entries(record)) {
      const { values } = this.bufferOf(name, array);
      const size = sizeOf(array.shape.slice(1));
      picked.forEach((row, offset) => {
        values.set(array.values.subarray(row * size, (row + 1) * size), (this.length + offset) * size);
      });
    }
    this.length += picked.length;
  }

  /** What was appended so far. */
  record(): NdRecord {
    return Object.fromEntries(
      [...this.buffers].map(([name, { spec, values }]) => [
        name,
        rows({ dtype: spec.dtype, shape: [this.capacity, ...spec.shape.slice(1)], values }, 0, this.length),
      ]),
    );
  }

  private bufferOf(name: string, array: NdArray): { spec: NdArray; values: TypedValues } {
    const known = this.buffers.get(name);
    if (!known) {
      const buffer = {
        spec: array,
        values: allocate(array.dtype, this.capacity * sizeOf(array.shape.slice(1))),
      };
      this.buffers.set(name, buffer);
      return buffer;
    }
    if (
      known.spec.dtype !== array.dtype ||
      known.spec.shape.slice(1).join() !== array.shape.slice(1).join()
    ) {
      throw new UserError(
        `'${name}' changed from ${known.spec.dtype}[${known.spec.shape.slice(1).join(', ')}] to ${array.dtype}[${array.shape.slice(1).join(', ')}]`,
        'return arrays of the same shape every time',
      );
    }
    return known;
  }
}
