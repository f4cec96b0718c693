import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  broadcastView,
  commonExtents,
  contiguous,
  flatten,
  isContiguous,
  reshapeView,
  sliceView,
  stridesOver,
  tileView,
  transposeView,
  type View,
} from '../../../src/engine/plan/view.ts';

/** Places of all elements in row-major order. */
function placesOf({ offset, axes }: View): number[] {
  return axes
    .flat()
    .reduce(
      (starts, { extent, stride }) =>
        starts.flatMap((start) => Array.from({ length: extent }, (_, index) => start + index * stride)),
      [offset],
    );
}

/** Extents of the axes of a view. */
const shapeOfView = ({ axes }: View): number[] =>
  axes.map((dims) => dims.reduce((size, { extent }) => size * extent, 1));

const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });

/** A view made by a few moves from a contiguous one. */
const views = fc.tuple(shapes, fc.array(fc.nat(), { maxLength: 3 })).map(([shape, moves]) =>
  moves.reduce(
    (view, move) => {
      const own = shapeOfView(view);
      const axis = move % own.length;
      switch (move % 5) {
        case 0:
          return transposeView(view, [...own.keys()].reverse());
        case 1:
          return broadcastView(view, [2, ...own]);
        case 2: {
          const begin = own.map((extent, index) => (index === axis ? extent - 1 : 0));
          const steps = own.map((_, index) => (index === axis ? -1 : 1));
          return sliceView(view, begin, steps, own) ?? view;
        }
        case 3:
          return tileView(
            view,
            own.map((_, index) => (index === axis ? 2 : 1)),
          );
        default:
          return reshapeView(view, [own.reduce((a, b) => a * b, 1)]) ?? view;
      }
    },
    contiguous(0, shape),
  ),
);

/** Shapes with as many elements as `size`. */
const factorizations = (size: number): number[][] => {
  const divisors = Array.from({ length: size }, (_, index) => index + 1).filter((d) => size % d === 0);
  return [
    [size],
    ...divisors.flatMap((d) => [
      [d, size / d],
      ...divisors.filter((e) => (size / d) % e === 0).map((e) => [d, e, size / d / e]),
    ]),
  ];
};

describe('a view', () => {
  it('keeps the order of its elements through every reshape that it allows', () => {
    fc.assert(
      fc.property(views, fc.nat(), (view, pick) => {
        const places = placesOf(view);
        const all = factorizations(places.length);
        const shape = all[pick % all.length]!;
        const reshaped = reshapeView(view, shape);
        if (!reshaped) return;
        expect(shapeOfView(reshaped)).toEqual(shape);
        expect(placesOf(reshaped)).toEqual(places);
      }),
    );
  });

  it('can always be reshaped when it is contiguous', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, pick) => {
        const all = factorizations(shape.reduce((a, b) => a * b, 1));
        expect(reshapeView(contiguous(0, shape), all[pick % all.length]!)).toBeDefined();
      }),
    );
  });

  it('is contiguous exactly when its elements are neighbours in order', () => {
    fc.assert(
      fc.property(views, (view) => {
        const places = placesOf(view);
        const neighbours = places.every((place, index) => index === 0 || place === places[index - 1]! + 1);
        expect(isContiguous(view)).toBe(neighbours);
      }),
    );
  });

  it('has the strides of its dims over any common extents', () => {
    fc.assert(
      fc.property(views, views, (a, b) => {
        const [left, right] = [flatten(a.axes), flatten(b.axes)];
        const extents = commonExtents([left, right]);
        if (placesOf(a).length !== placesOf(b).length || !extents) return;
        for (const [view, dims] of [
          [a, left],
          [b, right],
        ] as const) {
          const strides = stridesOver(dims, extents);
          const axes = extents.map((extent, axis) => [{ extent, stride: strides[axis]! }]);
          expect(placesOf({ ...view, axes })).toEqual(placesOf(view));
        }
      }),
    );
  });

  it('a slice takes what its begin and steps say', () => {
    const view = sliceView(contiguous(0, [3, 4]), [2, 1], [-1, 2], [2, 2])!;
    expect(placesOf(view)).toEqual([9, 11, 5, 7]);
  });

  it('an axis in pieces has no slice, and dims that divide nothing no common extents', () => {
    const pieces = reshapeView(sliceView(contiguous(0, [4, 4]), [0, 0], [1, 1], [4, 2])!, [8])!;
    expect(pieces.axes[0]).toHaveLength(2);
    expect(sliceView(pieces, [1], [1], [4])).toBeUndefined();
    expect(commonExtents([[{ extent: 2, stride: 1 }], [{ extent: 3, stride: 1 }]])).toBeUndefined();
    const odd = [
      { extent: 3, stride: 1 },
      { extent: 2, stride: 9 },
    ];
    expect(reshapeView({ ...contiguous(0, [6]), axes: [odd] }, [2, 3])).toBeUndefined();
  });
});
