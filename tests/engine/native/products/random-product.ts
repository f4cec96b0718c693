import fc from 'fast-check';
import type { ProductKernel } from '../../../../src/engine/plan/kernels.ts';
import { productScratch } from '../../../../src/engine/native/products/index.ts';

type Layout = Omit<ProductKernel, 'kind' | 'a' | 'b' | 'c' | 'scratch'>;

/** Elements before the first operand, between operands and after the last: room for reading beyond. */
const slack = 16;

/** A kernel whose operands lie one after the other in an arena of `length` elements, scratch space for `shares` last. */
export function place(layout: Layout, shares = 1): { kernel: ProductKernel; length: number } {
  const { batch, rows, sums, columns, bColumn } = layout;
  const a = extremes([...batch, ...rows, ...sums].map((axis) => [axis.extent, axis.a]));
  const b = extremes([
    ...[...batch, ...sums].map((axis) => [axis.extent, axis.b] as const),
    [columns, bColumn],
  ]);
  const c = extremes([...[...batch, ...rows].map((axis) => [axis.extent, axis.c] as const), [columns, 1]]);
  let position = 0;
  const offset = ([low, high]: readonly [number, number]) => {
    const start = position + slack - low;
    position = start + high + 1;
    return start * 4;
  };
  const kernel = {
    kind: 'product' as const,
    ...layout,
    a: offset(a),
    b: offset(b),
    c: offset(c),
    scratch: 0,
  };
  const scratch = position + slack;
  const length = scratch + (productScratch(kernel) / 4) * shares;
  return { kernel: { ...kernel, scratch: scratch * 4 }, length };
}

function extremes(axes: readonly (readonly [number, number])[]): readonly [number, number] {
  let [low, high] = [0, 0];
  for (const [extent, stride] of axes) {
    low += Math.min(0, (extent - 1) * stride);
    high += Math.max(0, (extent - 1) * stride);
  }
  return [low, high];
}

const extent = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 20 }));
const stride = fc.integer({ min: -40, max: 40 });

/** Axes of any strides in a and b; in c, rows lie apart in any order, with gaps. */
export const layouts: fc.Arbitrary<Layout> = fc
  .record({
    batch: fc.array(fc.record({ extent: fc.integer({ min: 1, max: 3 }), a: stride, b: stride }), {
      maxLength: 2,
    }),
    rows: fc.array(fc.record({ extent, a: stride }), { maxLength: 3 }),
    sums: fc.array(fc.record({ extent, a: stride, b: fc.oneof(stride, fc.constant(1)) }), { maxLength: 3 }),
    columns: fc.integer({ min: 1, max: 70 }),
    bColumn: fc.oneof(fc.constant(1), fc.integer({ min: -30, max: 30 })),
    gap: fc.integer({ min: 0, max: 3 }),
    order: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 5, maxLength: 5 }),
  })
  .filter(({ batch, rows, sums, columns }) => elements([...batch, ...rows, ...sums]) * columns <= 200_000)
  .map(({ gap, order, ...layout }) => {
    const axes = [...layout.batch, ...layout.rows];
    const strides = new Array<number>(axes.length).fill(0);
    // One row is as good as neighbouring ones with a single column: with the columns innermost, or after them.
    let next = layout.columns + gap;
    for (const i of axes.map((_, index) => index).sort((x, y) => order[x]! - order[y]! || x - y)) {
      strides[i] = next;
      next = next * axes[i]!.extent + gap;
    }
    const withStride = <T>(axis: T, i: number) => ({ ...axis, c: strides[i]! });
    return {
      ...layout,
      batch: layout.batch.map(withStride),
      rows: layout.rows.map((axis, i) => withStride(axis, i + layout.batch.length)),
    };
  });

function elements(axes: readonly { readonly extent: number }[]): number {
  return axes.reduce((product, axis) => product * axis.extent, 1);
}

/** Numbers of both signs, the same for the same length. */
export function numbers(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + (i % 97)) * (1 + (i % 5)));
}
