import { describe, expect, it } from 'vitest';
import { ExpressionBuilder } from '../../../src/engine/plan/expressions/expression.ts';
import type {
  AxisKernel,
  GatherKernel,
  Kernel,
  MapKernel,
  ProductKernel,
} from '../../../src/engine/plan/kernels.ts';
import { kernelShape } from '../../../src/engine/profile/kernel-shape.ts';
import { kernelWork } from '../../../src/engine/profile/kernel-work.ts';

const work = (kernel: Kernel): number[] => {
  const { flops, bytesRead, bytesWritten } = kernelWork(kernel);
  return [flops, bytesRead, bytesWritten];
};

/** a * b + 1 over [4, 6], of which b is a row that is repeated. */
function affine(): MapKernel {
  const builder = new ExpressionBuilder();
  const product = builder.add('mul', [builder.load(0), builder.load(1)]);
  const value = builder.add('add', [product, builder.float(1)]);
  return {
    kind: 'map',
    shape: [4, 6],
    inputs: [
      { offset: 0, strides: [6, 1] },
      { offset: 96, strides: [0, 1] },
    ],
    operations: builder.operations,
    outputs: [{ value, to: { offset: 128, strides: [6, 1] } }],
  };
}

const product: ProductKernel = {
  kind: 'product',
  batch: [{ extent: 3, a: 40, b: 0, c: 28 }],
  rows: [{ extent: 4, a: 10, c: 7 }],
  sums: [{ extent: 10, a: 1, b: 7 }],
  columns: 7,
  bColumn: 1,
  a: 0,
  b: 480,
  c: 760,
  scratch: 0,
};

describe('maps', () => {
  it('count arithmetic at every point, and a row that is repeated once', () => {
    expect(work(affine())).toEqual([2 * 24, 4 * (24 + 6), 4 * 24]);
    expect(kernelShape(affine())).toBe('4x6');
  });

  it('count neither comparisons nor selections nor integers, and an fma twice', () => {
    const builder = new ExpressionBuilder();
    const x = builder.load(0);
    const mask = builder.add('less', [x, builder.float(0)]);
    const shifted = builder.add('addInteger', [x, builder.integer(7)]);
    const fused = builder.add('fma', [x, x, builder.float(2)]);
    const value = builder.add('select', [mask, shifted, fused]);
    const output = { value, to: { offset: 0, strides: [1] } };
    const kernel = { ...affine(), shape: [5], operations: builder.operations, outputs: [output] };
    expect(work({ ...kernel, inputs: [{ offset: 0, strides: [1] }] })).toEqual([10, 20, 20]);
  });

  it('leave out what no result depends on', () => {
    const kernel = affine();
    const onlyProduct = [{ ...kernel.outputs[0]!, value: 0 }];
    expect(work({ ...kernel, outputs: onlyProduct })).toEqual([0, 4 * 24, 4 * 24]);
  });

  it('count elements that overlapping windows share once', () => {
    const windows = [{ offset: 0, strides: [1, 1] }];
    const builder = new ExpressionBuilder();
    const output = { value: builder.load(0), to: { offset: 0, strides: [6, 1] } };
    const kernel = { ...affine(), inputs: windows, operations: builder.operations, outputs: [output] };
    expect(work(kernel)).toEqual([0, 4 * 9, 4 * 24]);
  });
});

describe('reductions', () => {
  it('count one operation more a point, and write what is left', () => {
    const { inputs, operations, outputs } = affine();
    const output = { ...outputs[0]!, reduction: 'sum', integer: false } as const;
    const kernel: Kernel = {
      ...{ kind: 'reduce', shape: [4, 6], reduced: [true, false], inputs, operations },
      outputs: [output],
    };
    expect(work(kernel)).toEqual([3 * 24, 4 * 30, 4 * 6]);
    expect(kernelShape(kernel)).toBe('[4]x6');
    expect(work({ ...kernel, outputs: [{ ...output, integer: true }] })[0]).toBe(2 * 24);
  });
});

describe('products', () => {
  it('are two operations for each term, and read the matrix that all batches share once', () => {
    expect(work(product)).toEqual([2 * 3 * 4 * 10 * 7, 4 * (120 + 70), 4 * 84]);
    expect(kernelShape(product)).toBe('3 x (4x10 by 10x7)');
  });

  it('read the map of a convolution once, however many windows an element is in', () => {
    // Windows of 3 along a row of 8 with 2 channels: 6 of them.
    const convolution: ProductKernel = {
      ...product,
      batch: [],
      rows: [{ extent: 6, a: 2, c: 7 }],
      sums: [{ extent: 6, a: 1, b: 7 }],
    };
    expect(work(convolution)).toEqual([2 * 6 * 6 * 7, 4 * (16 + 42), 4 * 42]);
    expect(kernelShape(convolution)).toBe('6x6 by 6x7');
  });
});

describe('rows', () => {
  const gather: GatherKernel = {
    kind: 'gather',
    batch: { extent: 1, table: 0, indices: 0, to: 0 },
    ...{ rows: 3, rowLength: 5, tableStride: 5, tableRows: 100 },
    ...{ table: { arena: 0 }, indices: 2000, to: 2012, site: 1, badIndex: 0 },
  };

  it('a gather moves the rows that it looks up, not the table', () => {
    expect(work(gather)).toEqual([0, 4 * (15 + 3), 4 * 15]);
    expect(kernelShape(gather)).toBe('3 of 100 rows x 5');
  });

  it('batches that share their indices read them once', () => {
    const batch = { extent: 2, table: 500, indices: 0, to: 15 };
    expect(work({ ...gather, batch })).toEqual([0, 4 * (30 + 3), 4 * 30]);
    expect(work({ ...gather, batch: { ...batch, indices: 3 } })).toEqual([0, 4 * (30 + 6), 4 * 30]);
  });

  it('a segment sum adds every element and writes every segment', () => {
    const kernel = {
      kind: 'segment-sum',
      rows: 6,
      rowLength: 5,
      segments: 4,
      from: 0,
      ids: 120,
      to: 144,
    } as const;
    expect(work(kernel)).toEqual([30, 4 * 36, 4 * 20]);
    expect(kernelShape(kernel)).toBe('6 into 4 rows x 5');
  });

  it('an arg-max compares and does not compute; a running sum does', () => {
    const axis: AxisKernel = {
      ...{ kind: 'arg-max', outer: 3, extent: 10, inner: 1, dtype: 'float32' },
      ...{ exclusive: false, reverse: false, from: 0, to: 120 },
    };
    expect(work(axis)).toEqual([0, 120, 12]);
    expect(kernelShape(axis)).toBe('3x[10]');
    expect(work({ ...axis, kind: 'cumsum' })).toEqual([30, 120, 120]);
    expect(work({ ...axis, kind: 'cumsum', dtype: 'int32' })[0]).toBe(0);
  });
});
