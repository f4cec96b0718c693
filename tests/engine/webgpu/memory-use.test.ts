import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  AxisKernel,
  Kernel,
  MapKernel,
  Placement,
  ProductKernel,
} from '../../../src/engine/plan/kernels.ts';
import { conflict, memoryUse, type Span } from '../../../src/engine/webgpu/shaders/memory-use.ts';

/** Byte offsets of all elements that strides reach from an offset. */
function elements(offset: number, axes: readonly (readonly [extent: number, stride: number])[]): number[] {
  return axes.reduce(
    (places, [extent, stride]) =>
      places.flatMap((place) => Array.from({ length: extent }, (_, i) => place + 4 * i * stride)),
    [offset],
  );
}

const hull = (places: readonly number[]): Span => ({
  begin: Math.min(...places),
  end: Math.max(...places) + 4,
});

const extent = fc.integer({ min: 1, max: 4 });
const stride = fc.integer({ min: -9, max: 9 });

const loop = fc.array(extent, { minLength: 1, maxLength: 3 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    reduced: fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
    places: fc.array(
      fc.record({ offset: fc.constant(4096), strides: fc.array(stride, { minLength: 3, maxLength: 3 }) }),
      { minLength: 2, maxLength: 3 },
    ),
  }),
);

describe('the spans of a kernel', () => {
  it('of a map or a reduction hold its inputs and results, and no more than lies between', () => {
    fc.assert(
      fc.property(loop, fc.boolean(), ({ shape, reduced, places }, reduces) => {
        const to: Placement = places[0]!;
        const inputs = places.slice(1);
        const map: MapKernel = {
          ...{ kind: 'map', shape, inputs, operations: [] },
          outputs: [{ value: 0, to }],
        };
        const kernel: Kernel = reduces
          ? { ...map, kind: 'reduce', reduced, outputs: [{ value: 0, to, reduction: 'sum' }] }
          : map;
        const axes = ({ strides }: Placement, only: (axis: number) => boolean) =>
          shape.flatMap((count, axis) => (only(axis) ? [[count, strides[axis]!] as const] : []));
        expect(memoryUse(kernel)).toEqual({
          reads: inputs.map((input) =>
            hull(
              elements(
                input.offset,
                axes(input, () => true),
              ),
            ),
          ),
          writes: [
            hull(
              elements(
                to.offset,
                axes(to, (axis) => !reduces || !reduced[axis]!),
              ),
            ),
          ],
        });
      }),
    );
  });

  it('of a product hold its factors and its results', () => {
    const axis = fc.record({ extent, a: stride, b: stride, c: stride });
    const axes = fc.array(axis, { maxLength: 2 });
    fc.assert(
      fc.property(axes, axes, axes, extent, stride, (batch, rows, sums, columns, bColumn) => {
        const kernel: ProductKernel = {
          ...{ kind: 'product', batch, rows, sums, columns, bColumn },
          ...{ a: 4096, b: 8192, c: 12_288, scratch: 0 },
        };
        const of = (key: 'a' | 'b' | 'c', own: typeof batch) =>
          own.map((one) => [one.extent, one[key]] as const);
        expect(memoryUse(kernel)).toEqual({
          reads: [
            hull(elements(4096, [...of('a', batch), ...of('a', rows), ...of('a', sums)])),
            hull(elements(8192, [...of('b', batch), ...of('b', sums), [columns, bColumn]])),
          ],
          writes: [hull(elements(12_288, [...of('c', batch), ...of('c', rows), [columns, 1]]))],
        });
      }),
    );
  });

  it('of looked up rows hold indices and results, and the table where it is in the arena', () => {
    const kernel = {
      kind: 'gather',
      batch: { extent: 2, table: 60, indices: 3, to: 12 },
      ...{
        rows: 3,
        rowLength: 4,
        tableStride: 6,
        tableRows: 10,
        indices: 1000,
        to: 2000,
        site: 1,
        badIndex: 0,
      },
    } as const;
    const indices = { begin: 1000, end: 1000 + 4 * 6 };
    const writes = [{ begin: 2000, end: 2000 + 4 * 24 }];
    expect(memoryUse({ ...kernel, table: { pointer: 0 } })).toEqual({ reads: [indices], writes });
    const table = { begin: 400, end: 400 + 4 * (60 + 9 * 6 + 4) };
    expect(memoryUse({ ...kernel, table: { arena: 400 } })).toEqual({ reads: [indices, table], writes });
  });

  it('of sums by segment and along an axis are whole arrays', () => {
    const segments = { ...{ rows: 6, rowLength: 5, segments: 4 }, ...{ from: 0, ids: 120, to: 144 } };
    expect(memoryUse({ kind: 'segment-sum', ...segments })).toEqual({
      reads: [
        { begin: 0, end: 120 },
        { begin: 120, end: 144 },
      ],
      writes: [{ begin: 144, end: 224 }],
    });
    const axis: Omit<AxisKernel, 'kind'> = {
      ...{ outer: 3, extent: 10, inner: 2, dtype: 'float32', exclusive: false, reverse: false },
      ...{ from: 0, to: 240 },
    };
    const reads = [{ begin: 0, end: 240 }];
    expect(memoryUse({ kind: 'cumsum', ...axis })).toEqual({ reads, writes: [{ begin: 240, end: 480 }] });
    expect(memoryUse({ kind: 'arg-max', ...axis })).toEqual({ reads, writes: [{ begin: 240, end: 264 }] });
  });

  it('are empty where there is nothing to do', () => {
    const outputs = [{ value: 0, to: { offset: 8, strides: [1] } }];
    const { writes } = memoryUse({ kind: 'map', shape: [0], inputs: [], operations: [], outputs });
    expect(writes).toEqual([{ begin: 8, end: 8 }]);
  });
});

it('two kernels conflict where one writes what the other touches', () => {
  const [low, middle, high] = [
    { begin: 0, end: 8 },
    { begin: 4, end: 12 },
    { begin: 8, end: 16 },
  ];
  const use = (reads: Span[], writes: Span[]) => ({ reads, writes });
  expect(conflict(use([low], []), use([low], []))).toBe(false);
  expect(conflict(use([], [low]), use([high], []))).toBe(false);
  expect(conflict(use([], [low]), use([middle], []))).toBe(true);
  expect(conflict(use([middle], []), use([], [low]))).toBe(true);
  expect(conflict(use([], [low]), use([], [middle]))).toBe(true);
});
