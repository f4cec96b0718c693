import { describe, expect, it } from 'vitest';
import { ndarray, rows, stack, zeros } from '#core';

describe('ndarray', () => {
  it('wraps a buffer of its own type without a copy and converts any other', () => {
    const values = Float32Array.of(1, 2);
    expect(ndarray(values, [2]).values).toBe(values);
    expect(ndarray([1.9, -1.9], [2], 'int32').values).toEqual(Int32Array.of(1, -1));
  });

  it('refuses values that do not fill the shape', () => {
    expect(() => ndarray([1, 2, 3], [2, 2])).toThrow('shape [2, 2] holds 4 values, got 3');
  });
});

describe('stack', () => {
  it('puts arrays along a new leading axis', () => {
    const stacked = stack([ndarray([1, 2], [2]), ndarray([3, 4], [2])]);
    expect(stacked.shape).toEqual([2, 2]);
    expect(Array.from(stacked.values)).toEqual([1, 2, 3, 4]);
  });

  it('names the array that does not fit', () => {
    expect(() => stack([zeros([2]), zeros([3])])).toThrow(
      /array 1 is float32\[3\], the first is float32\[2\]/,
    );
  });
});

describe('rows', () => {
  it('shares the buffer', () => {
    const array = ndarray([1, 2, 3, 4, 5, 6], [3, 2]);
    const part = rows(array, 1, 3);
    expect(part.shape).toEqual([2, 2]);
    expect(Array.from(part.values)).toEqual([3, 4, 5, 6]);
    expect(part.values.buffer).toBe(array.values.buffer);
  });
});
