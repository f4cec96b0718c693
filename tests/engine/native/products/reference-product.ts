import type { ProductKernel } from '../../../../src/engine/plan/kernels.ts';

export interface ReferenceElement {
  /** Where in the arena. */
  readonly at: number;
  readonly value: number;
  /** The sum of the summands' magnitudes. */
  readonly magnitude: number;
}

/** Every element of c, summed in double precision. */
export function referenceProduct(kernel: ProductKernel, arena: Float32Array): ReferenceElement[] {
  const results: ReferenceElement[] = [];
  const sums = [...points(kernel.sums)];
  for (const outer of points(kernel.batch)) {
    for (const row of points(kernel.rows)) {
      for (let column = 0; column < kernel.columns; column++) {
        let [value, magnitude] = [0, 0];
        for (const sum of sums) {
          const a = arena[kernel.a / 4 + along('a', outer) + along('a', row) + along('a', sum)]!;
          const b = arena[kernel.b / 4 + along('b', outer) + along('b', sum) + column * kernel.bColumn]!;
          value += a * b;
          magnitude += Math.abs(a * b);
        }
        results.push({ at: kernel.c / 4 + along('c', outer) + along('c', row) + column, value, magnitude });
      }
    }
  }
  return results;
}

/** The arena with NaN in place of all that is not an element of a or b. */
export function poisoned(kernel: ProductKernel, arena: Float32Array): Float32Array {
  const result = new Float32Array(arena.length).fill(NaN);
  const keep = (at: number) => (result[at] = arena[at]!);
  for (const outer of points(kernel.batch)) {
    for (const sum of points(kernel.sums)) {
      const b = kernel.b / 4 + along('b', outer) + along('b', sum);
      for (let column = 0; column < kernel.columns; column++) keep(b + column * kernel.bColumn);
      const a = kernel.a / 4 + along('a', outer) + along('a', sum);
      for (const row of points(kernel.rows)) keep(a + along('a', row));
    }
  }
  return result;
}

type Point = Partial<Record<'a' | 'b' | 'c', number>>;

function along(key: 'a' | 'b' | 'c', point: Point): number {
  return point[key] ?? 0;
}

/** For every point of the axes, in row-major order, how far it lies from the first in each operand. */
function* points(axes: readonly (Point & { readonly extent: number })[]): Generator<Point> {
  const [axis, ...inner] = axes;
  if (!axis) {
    yield {};
    return;
  }
  for (let i = 0; i < axis.extent; i++) {
    for (const point of points(inner)) {
      const sum: Point = {};
      for (const key of ['a', 'b', 'c'] as const) sum[key] = along(key, point) + i * along(key, axis);
      yield sum;
    }
  }
}
