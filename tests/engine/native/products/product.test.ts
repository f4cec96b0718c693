import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProductKernel } from '../../../../src/engine/plan/kernels.ts';
import { emitProduct, productScratch } from '../../../../src/engine/native/products/index.ts';
import { Assembler } from '../../../../src/engine/native/x64/index.ts';
import { runKernel } from '../run-kernel.ts';
import { layouts, numbers, place } from './random-product.ts';
import { poisoned, referenceProduct } from './reference-product.ts';

const eps = 2 ** -24;
const dense = (rows: number, sums: number, columns: number) => ({
  batch: [],
  rows: [{ extent: rows, a: sums, c: columns }],
  sums: [{ extent: sums, a: 1, b: columns }],
  columns,
  bColumn: 1,
});

function sameBits(x: Float32Array, y: Float32Array): boolean {
  return Buffer.from(x.buffer, x.byteOffset, x.byteLength).equals(
    Buffer.from(y.buffer, y.byteOffset, y.byteLength),
  );
}

/** Runs the kernel amid NaN and compares all of the arena before the scratch space with double precision. */
function check(kernel: ProductKernel, length: number): Float32Array {
  const before = poisoned(kernel, numbers(length));
  const after = before.slice();
  runKernel((asm) => emitProduct(asm, kernel, { index: 0, count: 1 }), after);
  const summands = kernel.sums.reduce((product, axis) => product * axis.extent, 1);
  for (const { at: place, value, magnitude } of referenceProduct(kernel, before)) {
    const error = Math.abs(after[place]! - value);
    if (!(error <= (summands + 1) * eps * magnitude)) {
      throw new Error(`element ${place - kernel.c / 4} of c is ${after[place]}, not ${value}`);
    }
    before[place] = after[place]!;
  }
  const end = kernel.scratch / 4;
  expect(sameBits(after.subarray(0, end), before.subarray(0, end))).toBe(true);
  return after;
}

/** The arena before the scratch space after the shares ran one after the other, the last first. */
function inShares(kernel: ProductKernel, length: number, count: number): Float32Array {
  const arena = numbers(length);
  runKernel((asm) => {
    for (let index = count - 1; index >= 0; index--) emitProduct(asm, kernel, { index, count });
  }, arena);
  return arena.subarray(0, kernel.scratch / 4);
}

describe('products of any shape and strides', () => {
  it('agree with double precision and write nothing else', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const { kernel, length } = place(layout);
        check(kernel, length);
      }),
      { numRuns: 150 },
    );
  });

  it('are bit for bit the same in shares', () => {
    fc.assert(
      fc.property(layouts, fc.integer({ min: 2, max: 5 }), (layout, count) => {
        const { kernel, length } = place(layout, count);
        expect(sameBits(inShares(kernel, length, count), inShares(kernel, length, 1))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

const image = (count: number, size: number, channels: number, filters: number, stride = 1) => {
  const wide = (size + 2) * channels;
  const out = size / stride;
  return {
    batch: [],
    rows: [
      { extent: count, a: (size + 2) * wide, c: out * out * filters },
      { extent: out, a: stride * wide, c: out * filters },
      { extent: out, a: stride * channels, c: filters },
    ],
    sums: [
      { extent: 3, a: wide, b: 3 * channels * filters },
      { extent: 3 * channels, a: 1, b: filters },
    ],
    columns: filters,
    bColumn: 1,
  };
};

const filterGradient = (count: number, size: number, channels: number, filters: number) => {
  const forward = image(count, size, channels, filters);
  return {
    batch: [],
    rows: forward.sums.map(({ extent, a, b }) => ({ extent, a, c: b })),
    sums: forward.rows.map(({ extent, a, c }) => ({ extent, a, b: c })),
    columns: filters,
    bColumn: 1,
  };
};

const named: Record<string, Parameters<typeof place>[0]> = {
  'one number': dense(1, 1, 1),
  'sums that are one axis in a, but not in b': {
    ...dense(9, 12, 8),
    sums: [
      { extent: 3, a: 4, b: 80 },
      { extent: 4, a: 1, b: 8 },
    ],
  },
  'five rows of many columns': dense(5, 11, 600),
  'a row': dense(1, 64, 33),
  'a column': dense(50, 19, 1),
  'few rows of many columns': dense(3, 40, 200),
  'few columns': dense(64, 60, 10),
  'few columns, with rows that are neighbours': {
    ...dense(128, 30, 10),
    rows: [{ extent: 128, a: 1, c: 10 }],
    sums: [{ extent: 30, a: 128, b: 10 }],
  },
  'few columns of a batch, in blocks of sums': {
    ...dense(30, 1200, 5),
    batch: [{ extent: 3, a: 36000, b: 6000, c: 150 }],
  },
  'one column': dense(300, 131, 1),
  'one column of rows that are apart': { ...dense(300, 131, 1), rows: [{ extent: 300, a: 131, c: 3 }] },
  'few rows by a transposed matrix': {
    ...dense(3, 75, 203),
    sums: [{ extent: 75, a: 1, b: 1 }],
    bColumn: 75,
  },
  'eight rows by a transposed matrix': {
    ...dense(8, 64, 93),
    sums: [{ extent: 64, a: 1, b: 1 }],
    bColumn: 64,
  },
  'no summands': dense(5, 0, 9),
  'no rows': dense(0, 3, 9),
  'sums in even blocks': dense(7, 2048, 20),
  'sums in uneven blocks': dense(13, 1031, 9),
  'a transposed right side, in blocks': {
    ...dense(20, 1100, 40),
    sums: [{ extent: 1100, a: 1, b: 1 }],
    bColumn: 1100,
  },
  'a transposed left side': {
    ...dense(70, 33, 24),
    rows: [{ extent: 70, a: 1, c: 24 }],
    sums: [{ extent: 33, a: 70, b: 24 }],
  },
  'more rows than one pass holds': dense(1100, 8, 48),
  'attention heads': {
    batch: [{ extent: 16, a: 512, b: 512, c: 1024 }],
    rows: [{ extent: 32, a: 16, c: 32 }],
    sums: [{ extent: 16, a: 1, b: 1 }],
    columns: 32,
    bColumn: 16,
  },
  'a convolution': image(2, 16, 16, 16),
  'a convolution with a stride': image(3, 16, 3, 24, 2),
  'the gradient of a filter, in blocks': filterGradient(9, 12, 3, 16),
  'the gradient of a filter, in uneven blocks': filterGradient(5, 18, 3, 20),
};

describe('the products of models', () => {
  it.each(Object.entries(named))('%s', (_, layout) => {
    const { kernel, length } = place(layout);
    check(kernel, length);
  });

  it.each(Object.entries(named))('%s, in shares', (_, layout) => {
    for (const count of [2, 3, 25]) {
      const { kernel, length } = place(layout, count);
      expect(sameBits(inShares(kernel, length, count), inShares(kernel, length, 1))).toBe(true);
    }
  });

  it('take less than 4 KiB of code each', () => {
    for (const [name, layout] of Object.entries(named)) {
      const asm = new Assembler();
      emitProduct(asm, place(layout).kernel, { index: 0, count: 1 });
      expect(asm.assemble().length, name).toBeLessThan(4096);
    }
  });
});

describe('shares', () => {
  it('divide what is large enough, so that no share does all', () => {
    const divided = [
      'a convolution',
      'the gradient of a filter, in blocks',
      'attention heads',
      'one column',
      'few columns',
    ];
    for (const name of divided) {
      const { kernel, length } = place(named[name]!, 2);
      const half = numbers(length);
      runKernel((asm) => emitProduct(asm, kernel, { index: 0, count: 2 }), half);
      const whole = inShares(kernel, length, 1);
      expect(half.subarray(0, kernel.scratch / 4), name).not.toEqual(whole);
    }
  });
});

describe('scratch space', () => {
  it('of one share is left alone by another, which may run at the same time', () => {
    const { kernel, length } = place(named['attention heads']!, 2);
    const arena = numbers(length);
    runKernel((asm) => emitProduct(asm, kernel, { index: 1, count: 2 }), arena);
    const [start, own] = [kernel.scratch / 4, (kernel.scratch + productScratch(kernel)) / 4];
    expect(arena.subarray(start, own)).toEqual(numbers(length).subarray(start, own));
    expect(arena.subarray(own)).not.toEqual(numbers(length).subarray(own));
  });
});

describe('scratch space', () => {
  it('is needed only when columns of b are apart', () => {
    expect(productScratch(place(dense(64, 50, 32)).kernel)).toBe(0);
    expect(productScratch(place(named['attention heads']!).kernel)).toBeGreaterThanOrEqual(16 * 32 * 4);
  });
});
