import { geometryOf, type WindowGeometry } from '../graph/windows.ts';
import type { GraphNode, ValueId } from '../graph/graph.ts';
import { type InputPhase, type PhaseAxis, phasePads, phasesOf } from './input-phases.ts';
import type { BatchAxis, RowAxis, SumAxis } from './kernels.ts';
import { LoopGroup } from './loop-group.ts';
import type { LoweringTable } from './lowering.ts';
import { mergeRows } from './merge-rows.ts';
import { inOnePiece, paddedView, reservePadded, strideOf } from './padding.ts';
import type { Planner } from './planner.ts';
import { PlannedProduct } from './product-kernel.ts';
import { sizeOfView, type View } from './view.ts';

/** Strides of maps [R, B, H, W, C] or filters [R, kh, kw, C, O]; a missing replica axis has extent 1. */
type Strides = readonly [number, number, number, number, number];

const zeroBits = 0;

class Convolution {
  readonly geometry: WindowGeometry;
  private readonly drop: 0 | 1;

  constructor(
    readonly planner: Planner,
    readonly node: GraphNode,
  ) {
    this.geometry = geometryOf(node.attrs);
    this.drop = node.kernel.startsWith('Replica') ? 1 : 0;
  }

  stridesOf(view: View): Strides {
    const own = view.axes.map(strideOf);
    return (this.drop === 1 ? own : [0, ...own]) as unknown as Strides;
  }

  extents(id: ValueId): Strides {
    const { shape } = this.planner.node(id);
    return (this.drop === 1 ? shape : [1, ...shape]) as unknown as Strides;
  }

  outExtents(): Strides {
    return (this.drop === 1 ? this.node.shape : [1, ...this.node.shape]) as unknown as Strides;
  }

  padded(id: ValueId): View {
    return paddedView(this.planner, id, this.geometry, zeroBits);
  }

  plan(form: ConstructorParameters<typeof PlannedProduct>[2]): void {
    const { planner, node } = this;
    planner.add(new PlannedProduct(node, planner.phaseOf(node.id), form));
  }
}

const alive = <T extends { readonly extent: number }>(axes: readonly T[]): T[] =>
  axes.filter(({ extent }) => extent > 1);

/** Rows of a window and the run of its elements in each: one axis where the row lies in one piece. */
function taps(g: WindowGeometry, x: Strides, filter: Strides, channels: number): SumAxis[] {
  const rows = { extent: g.filterHeight, a: x[2] * g.dilationHeight, b: filter[1] };
  const columns = { extent: g.filterWidth, a: x[3] * g.dilationWidth, b: filter[2] };
  const depth = { extent: channels, a: x[4], b: filter[3] };
  return mergeSums(alive([rows, columns, depth]));
}

function mergeSums(sums: readonly SumAxis[]): SumAxis[] {
  return mergeRows(sums.map(({ extent, a, b }) => ({ extent, a, c: b }))).map(({ extent, a, c }) => ({
    extent,
    a,
    b: c,
  }));
}

function forward(planner: Planner, node: GraphNode): void {
  const conv = new Convolution(planner, node);
  const g = conv.geometry;
  const x = conv.padded(node.inputs[0]!);
  const filter = inOnePiece(planner, node.inputs[1]!);
  const to = planner.destination(node);
  const [xs, fs, cs] = [conv.stridesOf(x), conv.stridesOf(filter), conv.stridesOf(to)];
  const [replicas, batch, , , channels] = conv.extents(node.inputs[0]!);
  const [, , , , columns] = conv.outExtents();
  const rows: RowAxis[] = [
    { extent: batch, a: xs[1], c: cs[1] },
    { extent: g.outHeight, a: xs[2] * g.strideHeight, c: cs[2] },
    { extent: g.outWidth, a: xs[3] * g.strideWidth, c: cs[3] },
  ];
  conv.plan({
    batch: alive([{ extent: replicas, a: xs[0], b: fs[0], c: cs[0] }]),
    rows: mergeRows(alive(rows)),
    sums: taps(g, xs, fs, channels),
    columns,
    bColumn: columns === 1 ? 1 : fs[4],
    a: x,
    b: filter,
    c: to,
  });
  planner.define(node.id, to);
}

function filterGradient(planner: Planner, node: GraphNode): void {
  const conv = new Convolution(planner, node);
  const g = conv.geometry;
  const x = conv.padded(node.inputs[0]!);
  const dy = inOnePiece(planner, node.inputs[1]!);
  const to = planner.destination(node);
  const [xs, ds, cs] = [conv.stridesOf(x), conv.stridesOf(dy), conv.stridesOf(to)];
  const [replicas, batch, , , channels] = conv.extents(node.inputs[0]!);
  const [, , , , columns] = conv.outExtents();
  const rows: RowAxis[] = [
    { extent: g.filterHeight, a: xs[2] * g.dilationHeight, c: cs[1] },
    { extent: g.filterWidth, a: xs[3] * g.dilationWidth, c: cs[2] },
    { extent: channels, a: xs[4], c: cs[3] },
  ];
  const sums: SumAxis[] = [
    { extent: batch, a: xs[1], b: ds[1] },
    { extent: g.outHeight, a: xs[2] * g.strideHeight, b: ds[2] },
    { extent: g.outWidth, a: xs[3] * g.strideWidth, b: ds[3] },
  ];
  conv.plan({
    batch: alive([{ extent: replicas, a: xs[0], b: ds[0], c: cs[0] }]),
    rows: mergeRows(alive(rows)),
    sums: mergeSums(alive(sums)),
    columns,
    bColumn: columns === 1 ? 1 : ds[4],
    a: x,
    b: dy,
    c: to,
  });
  planner.define(node.id, to);
}

/** The input gradient, one product for each phase of the strides. */
function inputGradient(planner: Planner, node: GraphNode): void {
  const conv = new Convolution(planner, node);
  const [dy, filterId] = node.inputs as [ValueId, ValueId];
  const { rows, columns } = phasesOf(node, conv.geometry);
  const source = paddedView(planner, dy, phasePads(conv.geometry, rows, columns), zeroBits);
  const filter = inOnePiece(planner, filterId);
  const to = planner.destination(node);
  for (const row of rows) for (const column of columns) inputPhase(conv, row, column, { source, filter, to });
  planner.define(node.id, to);
}

interface PhaseViews {
  readonly source: View;
  readonly filter: View;
  readonly to: View;
}

function inputPhase(conv: Convolution, row: InputPhase, column: InputPhase, views: PhaseViews): void {
  const { planner, node, geometry: g } = conv;
  const { source, filter, to } = views;
  if (row.extent === 0 || column.extent === 0) return;
  const [ds, fs, cs] = [conv.stridesOf(source), conv.stridesOf(filter), conv.stridesOf(to)];
  const [replicas, batch] = conv.outExtents();
  const [, , , channels, outChannels] = conv.extents(node.inputs[1]!);
  const c = { tensor: to.tensor, offset: to.offset + row.phase * cs[2] + column.phase * cs[3] };
  const rows: (RowAxis & { readonly axis?: PhaseAxis })[] = [
    { extent: batch, a: ds[1], c: cs[1] },
    { extent: row.extent, a: ds[2], c: cs[2] * g.strideHeight },
    { extent: column.extent, a: ds[3], c: cs[3] * g.strideWidth },
  ];
  const batchAxis: BatchAxis = { extent: replicas, a: ds[0], b: fs[0], c: cs[0] };
  if (row.taps === 0 || column.taps === 0) {
    const axes = [batchAxis, ...rows, { extent: channels, c: cs[4] }].map(({ extent, c: stride }) => [
      { extent, stride },
    ]);
    const view = { ...c, axes };
    const group = new LoopGroup(node, planner.phaseOf(node.id), sizeOfView(view));
    group.store(group.builder.integer(zeroBits), view);
    planner.add(group);
    return;
  }
  const a = source.offset + row.source * ds[2] + column.source * ds[3];
  const b = filter.offset + row.firstTap * fs[1] + column.firstTap * fs[2];
  const sums: SumAxis[] = [
    { extent: row.taps, a: ds[2] * row.sourceStep, b: fs[1] * row.tapStep },
    { extent: column.taps, a: ds[3] * column.sourceStep, b: fs[2] * column.tapStep },
    { extent: outChannels, a: ds[4], b: fs[4] },
  ];
  conv.plan({
    batch: alive([batchAxis]),
    rows: mergeRows(alive(rows)),
    sums: mergeSums(alive(sums)),
    columns: channels,
    bColumn: channels === 1 ? 1 : fs[3],
    a: { tensor: source.tensor, offset: a },
    b: { tensor: filter.tensor, offset: b },
    c,
  });
}

/** Lets the maps that convolutions read be written where they are padded already. */
export function reserveMaps(planner: Planner, node: GraphNode): void {
  const kernel = node.kernel.replace(/^Replica/, '');
  if (!kernel.startsWith('Conv2D')) return;
  const geometry = geometryOf(node.attrs);
  if (kernel !== 'Conv2DBackpropInput') return reservePadded(planner, node.inputs[0]!, geometry);
  const { rows, columns } = phasesOf(node, geometry);
  reservePadded(planner, node.inputs[0]!, phasePads(geometry, rows, columns));
}

export const convolutionLowerings: LoweringTable = {
  Conv2D: forward,
  ReplicaConv2D: forward,
  Conv2DBackpropFilter: filterGradient,
  ReplicaConv2DBackpropFilter: filterGradient,
  Conv2DBackpropInput: inputGradient,
  ReplicaConv2DBackpropInput: inputGradient,
};
