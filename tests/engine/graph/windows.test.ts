import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  elements,
  foldIndices,
  geometryAttributes,
  geometryOf,
  isPointwise,
  positions,
  type WindowGeometry,
  windowIndices,
} from '../../../src/engine/graph/windows.ts';

/** One axis: extents, stride, dilation and padding, with as many windows as fit. */
const axis = fc
  .record({
    size: fc.integer({ min: 1, max: 6 }),
    filter: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 2 }),
    before: fc.nat({ max: 2 }),
    after: fc.nat({ max: 2 }),
  })
  .map((parts) => {
    const reach = (parts.filter - 1) * parts.dilation + 1;
    return {
      ...parts,
      out: Math.floor((parts.size + parts.before + parts.after - reach) / parts.stride) + 1,
    };
  })
  .filter(({ out }) => out >= 1);

const geometries: fc.Arbitrary<WindowGeometry> = fc.tuple(axis, axis).map(([y, x]) => ({
  inHeight: y.size,
  inWidth: x.size,
  outHeight: y.out,
  outWidth: x.out,
  filterHeight: y.filter,
  filterWidth: x.filter,
  strideHeight: y.stride,
  strideWidth: x.stride,
  dilationHeight: y.dilation,
  dilationWidth: x.dilation,
  padTop: y.before,
  padLeft: x.before,
  padBottom: y.after,
  padRight: x.after,
}));

/** im2col of one map by the index table, zeros outside. */
function unfold(map: readonly number[], g: WindowGeometry): number[] {
  const width = g.inWidth + g.padLeft + g.padRight;
  return Array.from(windowIndices(g, width), (index) => {
    const row = Math.floor(index / width) - g.padTop;
    const column = (index % width) - g.padLeft;
    return row >= 0 && row < g.inHeight && column >= 0 && column < g.inWidth
      ? map[row * g.inWidth + column]!
      : 0;
  });
}

/** col2im of one map by the index table. */
function fold(windows: readonly number[], g: WindowGeometry): number[] {
  const { indices, most } = foldIndices(g, windows.length);
  return Array.from({ length: g.inHeight * g.inWidth }, (_, pixel) =>
    indices.subarray(pixel * most, (pixel + 1) * most).reduce((sum, index) => sum + (windows[index] ?? 0), 0),
  );
}

const wholes = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: -99, max: 99 }), { minLength: length, maxLength: length });

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0);

describe('windows', () => {
  it('fold is the adjoint of unfold: <unfold x, w> = <x, fold w>', () => {
    const cases = geometries.chain((g) =>
      fc.tuple(fc.constant(g), wholes(g.inHeight * g.inWidth), wholes(positions(g) * elements(g))),
    );
    fc.assert(
      fc.property(cases, ([g, map, windows]) => {
        expect(dot(unfold(map, g), windows)).toBe(dot(map, fold(windows, g)));
      }),
      { numRuns: 300 },
    );
  });

  it('take every pixel that their definition names, whatever stride, dilation and padding', () => {
    fc.assert(
      fc.property(geometries, (g) => {
        const map = Array.from({ length: g.inHeight * g.inWidth }, (_, pixel) => pixel + 1);
        const expected: number[] = [];
        for (let y = 0; y < g.outHeight; y++)
          for (let x = 0; x < g.outWidth; x++)
            for (let i = 0; i < g.filterHeight; i++)
              for (let j = 0; j < g.filterWidth; j++) {
                const row = y * g.strideHeight + i * g.dilationHeight - g.padTop;
                const column = x * g.strideWidth + j * g.dilationWidth - g.padLeft;
                const inside = row >= 0 && row < g.inHeight && column >= 0 && column < g.inWidth;
                expected.push(inside ? map[row * g.inWidth + column]! : 0);
              }
        expect(unfold(map, g)).toEqual(expected);
      }),
    );
  });

  it('never reach outside the padded map', () => {
    fc.assert(
      fc.property(geometries, (g) => {
        const width = g.inWidth + g.padLeft + g.padRight;
        const pixels = width * (g.inHeight + g.padTop + g.padBottom);
        expect(Math.max(...windowIndices(g, width))).toBeLessThan(pixels);
      }),
    );
  });

  it('are pixels exactly when unfolding changes nothing', () => {
    fc.assert(
      fc.property(geometries, (g) => {
        const map = Array.from({ length: g.inHeight * g.inWidth }, (_, pixel) => pixel + 1);
        if (isPointwise(g)) expect(unfold(map, g)).toEqual(map);
      }),
      { numRuns: 2000 },
    );
  });

  it('survive the way through the attributes of a node', () => {
    fc.assert(
      fc.property(geometries, (g) => {
        expect(geometryOf(geometryAttributes(g, -Infinity))).toEqual(g);
      }),
    );
  });
});
