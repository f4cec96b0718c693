import { createRng, ndarray, type NdArray, type NdRecord, type Seed } from 'claimcheck';
import { functionGrid, sine } from 'claimcheck/data';
import { columnNorms, unitColumns } from './projection.ts';
import type { Setting, Size } from './setting.ts';

/** sin(2 pi x) at 100 points, or sin(pi x) sin(pi y) at 21 x 21: x [points, d], y [points, 1]. */
export function target(dimensions: 1 | 2): { readonly x: NdArray; readonly y: NdArray } {
  if (dimensions === 1) return functionGrid({ f: sine(2), low: -1, high: 1, points: 100 });
  const { x, y } = functionGrid({ f: sine(1), low: -1, high: 1, points: 21 });
  const pairs = Array.from(x.values, (_, at) =>
    Array.from(x.values, (__, other) => [at, other] as const),
  ).flat();
  return {
    x: ndarray(
      pairs.flatMap((pair) => pair.map((at) => x.values[at]!)),
      [pairs.length, 2],
    ),
    y: ndarray(
      pairs.map(([at, other]) => y.values[at]! * y.values[other]!),
      [pairs.length, 1],
    ),
  };
}

/** Largest distance of a point of the domain to the origin: the bound that thresholds need. */
export const radius = (dimensions: number): number => Math.sqrt(dimensions);

export function initial(
  seed: Seed,
  { neurons, dimensions = 1 }: Size,
  { start, draw = '' }: Setting,
): NdRecord {
  const rng = createRng(seed, `init/${start === 'uniform' ? start : 'normal'}${draw}`);
  const size = radius(dimensions);
  const free = ndarray(rng.normals(dimensions * neurons), [dimensions, neurons]);
  const b = start === 'uniform' ? rng.uniforms(neurons, -size, size) : rng.normals(neurons);
  const c = rng.normals(neurons, 1 / Math.sqrt(neurons));
  const lengths = columnNorms(free);
  const carried = start === 'carried';
  return {
    w: start === 'normal' ? free : unitColumns(free),
    b: ndarray(carried ? b.map((value, j) => Math.min(Math.max(value / lengths[j]!, -size), size)) : b, [
      1,
      neurons,
    ]),
    c: ndarray(carried ? c.map((value, j) => value * lengths[j]!) : c, [neurons, 1]),
  };
}
