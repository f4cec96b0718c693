import type { SumAxis } from '../../plan/kernels.ts';
import { type Assembler, rax, rbx } from '../x64/index.ts';
import { advance, repeat } from './loops.ts';
import { volume } from '../../plan/product-shape.ts';

/** Displacements from rax and rbx to the operands of a summand, in elements. */
export interface Point {
  readonly a: number;
  readonly b: number;
}

type EmitStep = (point: Point, index: number) => void;

/** Unrolling limit: FMAs in a fully unrolled sum, and about as many in a loop body. */
const mostUnrolled = 72;
const mostLooped = 32;

/** Emits the loop nest over the sums in order, unrolled, with pointers rax and rbx; `products` FMAs per point. */
export function walkSums(asm: Assembler, sums: readonly SumAxis[], products: number, step: EmitStep): void {
  let looped = sums.length;
  while (looped > 0 && volume(sums.slice(looped - 1)) * products <= mostUnrolled) looped--;
  if (looped === sums.length && looped > 0) {
    const last = sums.at(-1)!;
    nest(asm, sums.slice(0, -1), false, () => walkLast(asm, last, products, step));
  } else {
    const points = pointsOf(sums.slice(looped));
    nest(asm, sums.slice(0, looped), true, () => {
      points.forEach(step);
      return { a: 0, b: 0 };
    });
  }
}

/** A loop nest. `body` returns how far it has moved the pointers. */
function nest(asm: Assembler, axes: readonly SumAxis[], leaf: boolean, body: () => Point): Point {
  const [axis, ...inner] = axes;
  if (!axis) return body();
  const isLeaf = leaf && inner.length === 0;
  const step = () => {
    const moved = nest(asm, inner, leaf, body);
    move(asm, { a: axis.a - moved.a, b: axis.b - moved.b });
  };
  repeat(asm, axis.extent, step, isLeaf);
  return { a: axis.extent * axis.a, b: axis.extent * axis.b };
}

/** The innermost loop, unrolled, and its remainder. */
function walkLast(asm: Assembler, axis: SumAxis, products: number, step: EmitStep): Point {
  const width = unrolling(axis.extent, products);
  const rest = axis.extent % width;
  const count = (axis.extent - rest) / width;
  const points = pointsOf([{ ...axis, extent: width }]);
  repeat(
    asm,
    count,
    () => {
      points.forEach(step);
      move(asm, { a: width * axis.a, b: width * axis.b });
    },
    true,
  );
  points.slice(0, rest).forEach(step);
  return { a: width * count * axis.a, b: width * count * axis.b };
}

function unrolling(extent: number, products: number): number {
  const most = Math.min(8, Math.max(1, Math.floor(mostLooped / products)), extent);
  for (let width = most; 2 * width > most; width--) if (extent % width === 0) return width;
  return most;
}

function pointsOf(axes: readonly SumAxis[]): Point[] {
  let points: Point[] = [{ a: 0, b: 0 }];
  for (const axis of axes) {
    points = points.flatMap(({ a, b }) =>
      Array.from({ length: axis.extent }, (_, i) => ({ a: a + i * axis.a, b: b + i * axis.b })),
    );
  }
  return points;
}

function move(asm: Assembler, by: Point): void {
  advance(asm, [
    { pointer: rax, bytes: by.a * 4 },
    { pointer: rbx, bytes: by.b * 4 },
  ]);
}
