import type { Curve } from '#claim';
import { subsample } from '#measure';

/** Seeds, most points of a line and significant digits that published curves keep: a quarter of the size. */
const seeds = 3;
const points = 150;
const digits = 4;

/** Curves for publication: fewer seeds, points and digits. No verdict rests on curves. */
export function briefCurves(curves: readonly Curve[]): Curve[] {
  return curves.map(({ lines, ...curve }) => ({
    ...curve,
    lines: lines.slice(0, seeds).map(({ seed, x, y }) => {
      const line = subsample(y, points, x);
      return { seed, x: line.x, y: line.y.map((value) => Number(value.toPrecision(digits))) };
    }),
  }));
}
