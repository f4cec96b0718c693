import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AxisKernel } from '../../../../src/engine/plan/kernels.ts';
import { emitAxis } from '../../../../src/engine/native/rows/index.ts';
import { runKernel } from '../run-kernel.ts';

type Words = Float32Array | Int32Array;
type Shape = Pick<AxisKernel, 'outer' | 'extent' | 'inner' | 'kind' | 'dtype' | 'exclusive' | 'reverse'>;

const shapes: fc.Arbitrary<Shape> = fc.record({
  kind: fc.constantFrom('arg-max', 'arg-min', 'cumsum'),
  dtype: fc.constantFrom('float32', 'int32'),
  exclusive: fc.boolean(),
  reverse: fc.boolean(),
  outer: fc.integer({ min: 0, max: 12 }),
  extent: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 11, max: 70 })),
  inner: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 })),
});

/** Few different values, so that there are ties. */
const floats = [0, -0, 1, -1, 2.5, NaN, Infinity, -Infinity, 1e30, 0.1];
const integers = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 7, 5];

function expected(kernel: Shape, from: Words): Words {
  const { outer, extent, inner, kind } = kernel;
  const out =
    kind !== 'cumsum'
      ? new Int32Array(outer * inner)
      : kernel.dtype === 'int32'
        ? new Int32Array(from.length)
        : new Float32Array(from.length);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const place = (k: number) => (o * extent + k) * inner + i;
      if (kind === 'cumsum') runningSum(kernel, from, out, place);
      else out[o * inner + i] = position(kind, extent, (k) => from[place(k)]!);
    }
  }
  return out;
}

function position(kind: string, extent: number, value: (k: number) => number): number {
  let best = 0;
  for (let k = 0; k < extent; k++) {
    if (kind === 'arg-max' ? value(k) > value(best) : value(k) < value(best)) best = k;
  }
  return best;
}

function runningSum(
  { extent, exclusive, reverse }: Shape,
  from: Words,
  out: Words,
  place: (k: number) => number,
) {
  for (let j = 0; j < extent; j++) {
    const at = place(reverse ? extent - 1 - j : j);
    const before = place(reverse ? extent - j : j - 1);
    if (j === 0) out[at] = exclusive ? 0 : from[at]!;
    else out[at] = exclusive ? from[before]! + out[before]! : from[at]! + out[before]!;
  }
}

function run(shape: Shape, values: readonly number[], shares: number): Words {
  const size = shape.outer * shape.extent * shape.inner;
  const results = shape.kind === 'cumsum' ? size : shape.outer * shape.inner;
  const Array = shape.dtype === 'int32' ? Int32Array : Float32Array;
  const arena = new Array(size + results).fill(-99);
  arena.set(values);
  const kernel: AxisKernel = { ...shape, from: 0, to: 4 * size };
  for (let index = 0; index < shares; index++)
    runKernel((asm) => emitAxis(asm, kernel, { index, count: shares }), arena);
  const Result = shape.kind === 'cumsum' ? Array : Int32Array;
  return new Result(arena.buffer, 4 * size);
}

/** NaN payloads and signs are not compared; signs of zero are. */
const plain = (words: Words) => [...words];

describe('emitAxis', () => {
  const withValues = shapes.chain((shape) =>
    fc.tuple(
      fc.constant(shape),
      fc.array(fc.constantFrom(...(shape.dtype === 'int32' ? integers : floats)), {
        minLength: shape.outer * shape.extent * shape.inner,
        maxLength: shape.outer * shape.extent * shape.inner,
      }),
      fc.integer({ min: 1, max: 3 }),
    ),
  );

  it('does as a plain loop does: ties, NaN, infinities, overflow', () => {
    fc.assert(
      fc.property(withValues, ([shape, values, shares]) => {
        const from = shape.dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values);
        expect(plain(run(shape, values, shares))).toEqual(plain(expected(shape, from)));
      }),
      { numRuns: 150 },
    );
  });

  it.each(['arg-max', 'arg-min', 'cumsum'] as const)('%s in several shares gives what one gives', (kind) => {
    const shapes = [
      { outer: 100, extent: 100, inner: 1 },
      { outer: 1, extent: 100, inner: 200 },
      { outer: 2, extent: 90, inner: 67 },
    ];
    for (const lengths of shapes) {
      const shape = { ...lengths, kind, dtype: 'float32', exclusive: false, reverse: false } as const;
      const size = lengths.outer * lengths.extent * lengths.inner;
      const values = Array.from({ length: size }, (_, i) => Math.fround(Math.sin(i * 12.9898) * 43758));
      const one = plain(run(shape, values, 1));
      expect(one).toEqual(plain(expected(shape, Float32Array.from(values))));
      expect(plain(run(shape, values, 3))).toEqual(one);
    }
  });

  const row = { outer: 1, inner: 1, dtype: 'float32', exclusive: false, reverse: false } as const;

  it.each([
    ['NaN first is never beaten', 'arg-max', [NaN, 3, 9, 1, 5, 6, 7, 8, 2], 0],
    ['NaN later never wins', 'arg-max', [1, NaN, 9, 1, NaN, 6, 7, 9, 2], 2],
    ['the first of equals in different lanes', 'arg-max', [0, 0, 0, 5, 0, 0, 0, 0, 0, 5, 5], 3],
    ['minus zero is no less than zero', 'arg-min', [0, -0, 0, -0, 0, -0, 0, 0], 0],
    ['the last element, in the rest', 'arg-min', [1, 1, 1, 1, 1, 1, 1, 1, 1, 0], 9],
    ['all infinitely small', 'arg-max', Array.from({ length: 9 }, () => -Infinity), 0],
  ] as const)('%s', (_, kind, values, place) => {
    expect(plain(run({ ...row, kind, extent: values.length }, values, 1))).toEqual([place]);
  });

  it('a running sum begins with minus zero where the first element is', () => {
    const sums = run({ ...row, kind: 'cumsum', extent: 3 }, [-0, -0, 1], 1);
    expect(plain(sums)).toEqual([-0, -0, 1]);
  });
});
