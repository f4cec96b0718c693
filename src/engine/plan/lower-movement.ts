import { sizeOf } from '#core';
import { geometryOf } from '../graph/windows.ts';
import type { GraphNode } from '../graph/graph.ts';
import type { LoweringTable } from './lowering.ts';
import { LoopGroup } from './loop-group.ts';
import { paddedView, windowsOf } from './padding.ts';
import { bitsOf } from './elements.ts';
import type { Planner } from './planner.ts';
import { broadcastView, sliceView, tileView, transposeView, type View } from './view.ts';

const numbers = (node: GraphNode, name: string): readonly number[] => node.attrs[name] as readonly number[];

/** Defines a value as a view of its operand, copied first where the operand lies in pieces. */
function asView(planner: Planner, node: GraphNode, take: (source: View) => View | undefined): void {
  const source = node.inputs[0]!;
  const view = take(planner.view(source)) ?? take(planner.contiguousView(source));
  if (!view) throw new Error(`${node.kernel} of a contiguous value is not a view`);
  planner.define(node.id, view);
}

/** The part of `whole` from `begin` with the shape of `part`. */
function region(whole: View, begin: readonly number[], shape: readonly number[]): View {
  return sliceView(
    whole,
    begin,
    shape.map(() => 1),
    shape,
  )!;
}

function concat(planner: Planner, node: GraphNode): void {
  const to = planner.destination(node);
  const axis = node.attrs['axis'] as number;
  let start = 0;
  for (const id of node.inputs) {
    const part = planner.node(id);
    const begin = part.shape.map((_, index) => (index === axis ? start : 0));
    planner.copyTo(planner.view(id), region(to, begin, part.shape), part, planner.phaseOf(node.id));
    start += part.shape[axis]!;
  }
  planner.define(node.id, to);
}

/** Windows are read in place from the padded maps. */
function windows(planner: Planner, node: GraphNode): void {
  const geometry = geometryOf(node.attrs);
  const padValue = node.attrs['padValue'] as number;
  const maps = paddedView(planner, node.inputs[0]!, geometry, bitsOf(node.dtype, padValue));
  planner.define(node.id, windowsOf(maps, geometry));
}

/** Adds every element of every window to the pixel that it was taken from, one element of all windows after another. */
function foldWindows(planner: Planner, node: GraphNode): void {
  const g = geometryOf(node.attrs);
  const phase = planner.phaseOf(node.id);
  const [maps, height, width, channels] = node.shape as [number, number, number, number];
  const full = [maps, height + g.padTop + g.padBottom, width + g.padLeft + g.padRight, channels];
  const sums = planner.tensors.allocate(full, phase === 'once');
  planner.fillTo(sums, 0, node, phase, sizeOf(full));
  const source = planner.view(node.inputs[0]!);
  const taps = g.filterHeight * g.filterWidth;
  const positions = g.outHeight * g.outWidth;
  const shape = [maps, positions, 1, channels];
  const target = windowsOf(sums, g);
  for (let tap = 0; tap < taps; tap++) {
    const from = region(source, [0, 0, tap, 0], shape);
    const row = Math.floor(tap / g.filterWidth);
    const to = tapOf(target, row, tap % g.filterWidth);
    const group = new LoopGroup(node, phase, sizeOf(shape));
    group.store(group.builder.add('add', [group.load(to), group.load(from)]), to);
    planner.add(group);
  }
  planner.define(node.id, region(sums, [0, g.padTop, g.padLeft, 0], node.shape));
}

/** One element of all windows: [N, P, 1, C] from a view [N, P, K, C] whose axis K is made of rows and columns. */
function tapOf(view: View, row: number, column: number): View {
  const [rows, columns] = view.axes[2]!;
  const offset = view.offset + row * rows!.stride + column * columns!.stride;
  return { tensor: view.tensor, offset, axes: view.axes.with(2, []) };
}

function pad(planner: Planner, node: GraphNode): void {
  const phase = planner.phaseOf(node.id);
  const source = planner.node(node.inputs[0]!);
  const to = planner.destination(node);
  planner.fillTo(to, bitsOf(node.dtype, node.attrs['value'] as number), node, phase, sizeOf(node.shape));
  planner.copyTo(planner.view(source.id), region(to, numbers(node, 'before'), source.shape), source, phase);
  planner.define(node.id, to);
}

export const movementLowerings: LoweringTable = {
  // A reshape is a view of whatever its operand turns out to be, when somebody asks.
  Reshape: () => undefined,
  Transpose: (planner, node) => asView(planner, node, (view) => transposeView(view, numbers(node, 'perm'))),
  BroadcastTo: (planner, node) => asView(planner, node, (view) => broadcastView(view, node.shape)),
  Tile: (planner, node) => asView(planner, node, (view) => tileView(view, numbers(node, 'reps'))),
  Slice: (planner, node) =>
    asView(planner, node, (view) =>
      sliceView(view, numbers(node, 'begin'), numbers(node, 'strides'), node.shape),
    ),
  Reverse: (planner, node) => {
    const axes = numbers(node, 'axes');
    const begin = node.shape.map((extent, axis) => (axes.includes(axis) ? extent - 1 : 0));
    const steps = node.shape.map((_, axis) => (axes.includes(axis) ? -1 : 1));
    asView(planner, node, (view) => sliceView(view, begin, steps, node.shape));
  },
  PadV2: pad,
  Concat: concat,
  Windows: windows,
  FoldWindows: foldWindows,
};
