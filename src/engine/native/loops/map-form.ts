import type { MapKernel } from '../../plan/kernels.ts';
import { type Axis, type Nest, nestOf, reach, single } from '../../plan/loop-axes.ts';
import { laneCost } from './work.ts';

/** How a map kernel runs: its axes from the outermost to the innermost, which the lanes of vectors lie along. */
export interface MapForm {
  readonly nest: Nest;
  /** Operands that lie along the last axis but one instead, and are transposed in blocks of eight by eight. */
  readonly transposed: readonly number[];
}

/** Expressions of more instructions hide the cost of loading lanes one by one. */
const heaviestTile = 12;
const smallestTile = 8;
/** About how many instructions a transposed vector takes. */
const transposedCost = 4;

export function mapForm({ shape, operands, outputs }: MapKernel, weight: number): MapForm {
  const streams = [...operands, ...outputs.map(({ to }) => to)];
  const keptAll = shape.map(() => false);
  const { axes, offsets } = nestOf(shape, streams, keptAll);
  const candidates = axes.map((inner): Candidate => {
    const outer = axes.filter((axis) => axis !== inner).sort((a, b) => reach(b) - reach(a));
    const tiled = weight <= heaviestTile ? tiling(inner, outer, operands.length) : undefined;
    const transposed = tiled?.transposed ?? [];
    const across = tiled ? [tiled.across] : [];
    const others = outer.filter((axis) => !across.includes(axis));
    const perVector = inner.strides.reduce(
      (sum, stride, stream) =>
        sum + (transposed.includes(stream) ? transposedCost : laneCost(stride, stream >= operands.length)),
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
  /** About how many instructions a point takes. */
  readonly cost: number;
}

/** The axis along which all operands lie whose lanes along `inner` are apart. */
function tiling(
  inner: Axis,
  outer: readonly Axis[],
  operands: number,
): { across: Axis; transposed: number[] } | undefined {
  const transposed = inner.strides.flatMap((stride, stream) => (Math.abs(stride) > 1 ? [stream] : []));
  if (transposed.length === 0 || transposed.length > 4 || inner.extent < smallestTile) return undefined;
  if (transposed.some((stream) => stream >= operands)) return undefined;
  const across = outer.find(
    ({ extent, strides }) => extent >= smallestTile && transposed.every((stream) => strides[stream] === 1),
  );
  return across && { across, transposed };
}
