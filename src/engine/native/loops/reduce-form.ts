import type { ReduceKernel } from '../../plan/kernels.ts';
import { type Axis, type Nest, nestOf, reach, single } from '../../plan/loop-axes.ts';
import { hoistRoom } from './hoist.ts';
import type { Schedule } from './schedule-expression.ts';
import { type Unrolling, unrollBy, unrollingOf } from './unrolling.ts';
import { laneCost } from './work.ts';

/**
 * Loop order and vectorization of a reduction. It is vectorized along a kept axis (`columns`: no work across lanes) or
 * along a reduced one (`rows`: ends in a horizontal reduction). Kept axes are outside of reduced ones, each kind from the
 * outermost to the innermost; the vectorized axis is the innermost of its kind.
 */
export interface ReduceForm {
  readonly lanes: 'columns' | 'rows';
  readonly nest: Nest;
  readonly kept: number;
  /** Vectors of columns per tile, and partial accumulators that hide latency, for each output. */
  readonly columns: number;
  readonly partials: number;
  /** Unrolling of the innermost reduced axis: of points for `columns`, of vectors for `rows`. */
  readonly unrolling: Unrolling;
  /** Blocked summation: the reduced axis (by index) whose loop is cut into chunks, and iterations of a chunk. */
  readonly fold?: { readonly axis: number; readonly chunk: number };
}

const none: Axis = { extent: 1, reduced: true, strides: [] };

export function reduceForm(kernel: ReduceKernel, schedule: Schedule): ReduceForm {
  const { axes, offsets } = reduceNest(kernel);
  const weight = schedule.entries.length;
  const cost = (axis: Axis) => costOf(kernel, axes, axis, weight);
  const along = axes.reduce((best, axis) => (cost(axis) < cost(best) ? axis : best));
  const ordered = (reduced: boolean) =>
    axes.filter((axis) => axis.reduced === reduced && axis !== along).sort((a, b) => reach(b) - reach(a));
  const [kept, reduced] = [ordered(false), ordered(true)];
  (along.reduced ? reduced : kept).push(along);
  if (reduced.length === 0) reduced.push({ ...none, strides: along.strides.map(() => 0) });
  const nest = { axes: [...kept, ...reduced], offsets };
  const room = Math.max(1, Math.floor(accumulatorRoom(schedule) / kernel.outputs.length));
  const shape = along.reduced
    ? rowsShape(along.extent, weight, room)
    : columnsShape(along.extent, reduced.at(-1)!.extent, weight, room);
  const isSum = kernel.outputs.some(({ reduction, integer }) => reduction === 'sum' && integer !== true);
  const iterations = [...reduced.slice(0, -1).map(({ extent }) => extent), shape.unrolling.iterations];
  const fold = isSum ? foldOf(iterations) : undefined;
  return {
    lanes: along.reduced ? 'rows' : 'columns',
    nest,
    kept: kept.length,
    ...shape,
    ...(fold && { fold }),
  };
}

function reduceNest({ shape, reduced, inputs, outputs }: ReduceKernel): Nest {
  const places = outputs.map(({ to }) => ({
    ...to,
    strides: to.strides.map((stride, axis) => (reduced[axis] ? 0 : stride)),
  }));
  const nest = nestOf(shape, [...inputs, ...places], reduced);
  if (nest.axes.length > 0) return nest;
  return { ...nest, axes: [single(nest.offsets.length)] };
}

/** Estimated instructions of the kernel if vectorized along `axis`. */
function costOf(
  { inputs, outputs }: ReduceKernel,
  axes: readonly Axis[],
  axis: Axis,
  weight: number,
): number {
  const product = (of: readonly Axis[]) => of.reduce((size, { extent }) => size * extent, 1);
  const vectors = (of: readonly Axis[]) => (product(of) / axis.extent) * Math.ceil(axis.extent / 8);
  const loads = inputs.reduce((sum, _, input) => sum + laneCost(axis.strides[input]!, false), 0);
  const work = vectors(axes) * (weight + loads);
  const kept = axes.filter(({ reduced }) => !reduced);
  if (axis.reduced) return work + product(kept) * outputs.length * 6;
  const stores = outputs.reduce(
    (sum, _, output) => sum + laneCost(axis.strides[inputs.length + output]!, true),
    0,
  );
  return work + vectors(kept) * (stores + outputs.length * 4);
}

/** Registers available to accumulators. */
function accumulatorRoom(schedule: Schedule): number {
  return Math.max(1, Math.min(8, hoistRoom(schedule, 14)));
}

type Shape = Pick<ReduceForm, 'columns' | 'partials' | 'unrolling'>;

/** Most instructions in an unrolled iteration of the innermost loop. */
const largestIteration = 64;

function rowsShape(extent: number, weight: number, room: number): Shape {
  const vectors = Math.floor(extent / 8);
  const wanted = weight <= 2 ? 4 : weight <= 6 ? 2 : 1;
  const partials = Math.max(1, Math.min(wanted, vectors, room));
  const unrolling = unrollingOf(vectors, weight);
  return {
    columns: 1,
    partials,
    unrolling: unrolling.iterations === 1 ? unrolling : unrollBy(vectors, partials),
  };
}

function columnsShape(extent: number, rows: number, weight: number, room: number): Shape {
  const vectors = Math.ceil(extent / 8);
  const most = Math.max(
    1,
    Math.min(room, vectors, weight <= 2 ? 8 : 4, Math.floor(largestIteration / weight)),
  );
  const columns = Math.ceil(vectors / Math.ceil(vectors / most));
  const partials = Math.max(
    1,
    Math.min(Math.floor(room / columns), rows, Math.floor(largestIteration / (columns * weight)), 4),
  );
  return { columns, partials, unrolling: unrollBy(rows, partials) };
}

/** Blocked summation for sums of many terms: blocks of about the square root of their number keep the error small. */
function foldOf(iterations: readonly number[]): { axis: number; chunk: number } | undefined {
  const all = iterations.reduce((product, count) => product * count, 1);
  if (all <= 64) return undefined;
  const target = Math.max(32, Math.sqrt(all));
  let inside = 1;
  for (let axis = iterations.length - 1; axis >= 0; axis--) {
    if (inside * iterations[axis]! > target) return { axis, chunk: Math.max(1, Math.round(target / inside)) };
    inside *= iterations[axis]!;
  }
  return undefined;
}
