import type { MapKernel } from '../../plan/kernels.ts';
import { type Axis, type Nest, nestOf, reach, single } from '../../plan/loop-axes.ts';
import { laneCost } from './work.ts';

/** Loop order of a map kernel: its axes from the outermost to the innermost, which is vectorized. */
export interface MapForm {
  readonly nest: Nest;
  /** Inputs contiguous along the second innermost axis instead: they are transposed in tiles of eight by eight. */
  readonly transposed: readonly number[];
}

/** Heavier expressions hide the cost of strided loads, so that tiling does not pay. */
const heaviestTile = 12;
const smallestTile = 8;
/** About how many instructions a vector of a transposed tile takes. */
const transposedCost = 4;

export function mapForm({ shape, inputs, outputs }: MapKernel, weight: number): MapForm {
  const streams = [...inputs, ...outputs.map(({ to }) => to)];
  const keptAll = shape.map(() => false);
  const { axes, offsets } = nestOf(shape, streams, keptAll);
  const candidates = axes.map((inner): Candidate => {
    const outer = axes.filter((axis) => axis !== inner).sort((a, b) => reach(b) - reach(a));
    const tiled = weight <= heaviestTile ? tiling(inner, outer, inputs.length) : undefined;
    const transposed = tiled?.transposed ?? [];
    const across = tiled ? [tiled.across] : [];
    const others = outer.filter((axis) => !across.includes(axis));
    const perVector = inner.strides.reduce(
      (sum, stride, stream) =>
        sum + (transposed.includes(stream) ? transposedCost : laneCost(stride, stream >= inputs.length)),
      weight,
    );
    const cost = (Math.ceil(inner.extent / 8) * perVector + 3) / inner.extent;
    return { axes: [...others, ...across, inner], transposed, cost };
  });
  if (candidates.length === 0) return { nest: { axes: [single(streams.length)], offsets }, transposed: [] };
  const best = candidates.reduce((least, candidate) => (candidate.cost < least.cost ? candidate : least));
  return { nest: { axes: best.axes, offsets }, transposed: best.transposed };
}

interface Candidate {
  readonly axes: readonly Axis[];
  readonly transposed: readonly number[];
  /** Estimated instructions per point. */
  readonly cost: number;
}

/** The axis to tile together with `inner`: all inputs that are strided along `inner` are contiguous along it. */
function tiling(
  inner: Axis,
  outer: readonly Axis[],
  inputs: number,
): { across: Axis; transposed: number[] } | undefined {
  const transposed = inner.strides.flatMap((stride, stream) => (Math.abs(stride) > 1 ? [stream] : []));
  if (transposed.length === 0 || transposed.length > 4 || inner.extent < smallestTile) return undefined;
  if (transposed.some((stream) => stream >= inputs)) return undefined;
  const across = outer.find(
    ({ extent, strides }) => extent >= smallestTile && transposed.every((stream) => strides[stream] === 1),
  );
  return across && { across, transposed };
}
