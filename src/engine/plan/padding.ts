import type { WindowGeometry } from '../graph/windows.ts';
import type { GraphNode, ValueId } from '../graph/graph.ts';
import { bitsOf } from './elements.ts';
import type { Planner } from './planner.ts';
import { type Dim, joined, reshapeView, sliceView, type View } from './view.ts';

type Pads = Pick<WindowGeometry, 'padTop' | 'padLeft' | 'padBottom' | 'padRight'>;

const hasNone = (pads: Pads): boolean =>
  pads.padTop <= 0 && pads.padLeft <= 0 && pads.padBottom <= 0 && pads.padRight <= 0;

const keyOf = (id: ValueId, p: Pads, bits: number): string =>
  [id, p.padTop, p.padLeft, p.padBottom, p.padRight, bits].join();

/**
 * Maps [..., H, W, C] with a border around height and width whose elements have the bits `border`. The border is written
 * once, before the first step: its memory is never used for anything else. Pads below 0 count as 0.
 */
export function paddedView(planner: Planner, id: ValueId, pads: Pads, border: number): View {
  if (hasNone(pads)) return inOnePiece(planner, id);
  const cut: Pads = {
    padTop: Math.max(0, pads.padTop),
    padLeft: Math.max(0, pads.padLeft),
    padBottom: Math.max(0, pads.padBottom),
    padRight: Math.max(0, pads.padRight),
  };
  const key = keyOf(id, cut, border);
  const existing = planner.paddedMaps.get(key);
  if (existing) return existing;
  const node = planner.node(id);
  const { whole, inside } = allocatePadded(planner, node, cut, border);
  planner.paddedMaps.set(key, whole);
  planner.copyTo(planner.view(id), inside, node, planner.phaseOf(id));
  return whole;
}

/** The value as a view with one stride per axis, copied if need be. */
export function inOnePiece(planner: Planner, id: ValueId): View {
  const view = planner.view(id);
  const axes = view.axes.map(joined);
  return axes.every(({ length }) => length <= 1) ? { ...view, axes } : planner.contiguousView(id);
}

function allocatePadded(
  planner: Planner,
  node: GraphNode,
  p: Pads,
  border: number,
): { readonly whole: View; readonly inside: View } {
  const shape = [...node.shape];
  const rank = shape.length;
  shape[rank - 3]! += p.padTop + p.padBottom;
  shape[rank - 2]! += p.padLeft + p.padRight;
  const whole = planner.tensors.allocate(shape, true, { fill: border });
  const begin = shape.map((_, axis) => (axis === rank - 3 ? p.padTop : axis === rank - 2 ? p.padLeft : 0));
  const inside = sliceView(
    whole,
    begin,
    shape.map(() => 1),
    node.shape,
  )!;
  return { whole, inside };
}

/** Kernels other than loops that can write to strided views. */
const writesAnywhere = new Set([
  'BatchMatMul',
  'Conv2D',
  'Conv2DBackpropInput',
  'ReplicaConv2D',
  'ReplicaConv2DBackpropInput',
  'PadV2',
  'Concat',
]);

/**
 * Lets a value that will be computed later be written straight into padded maps, when it is stored in no other form.
 * @param root the node that computes it; `id` is a reshape of it, or itself
 */
export function reservePadded(
  planner: Planner,
  id: ValueId,
  pads: Pads,
  border = bitsOf('float32', 0),
): void {
  const root = planner.rootOf(id);
  const { kernel } = planner.node(root);
  if (hasNone(pads) || planner.isReserved(root) || !(planner.isLoop(root) || writesAnywhere.has(kernel)))
    return;
  const node = planner.node(id);
  const { whole, inside } = allocatePadded(planner, node, pads, border);
  const place = reshapeView(inside, planner.node(root).shape);
  if (!place) return;
  planner.reserve(root, place);
  planner.paddedMaps.set(keyOf(id, pads, border), whole);
}

/** The windows over maps [N, H, W, C] that are padded already: [N, P, K, C] without a copy. */
export function windowsOf(maps: View, g: WindowGeometry): View {
  const [count, height, width, channels] = maps.axes as [
    readonly Dim[],
    readonly Dim[],
    readonly Dim[],
    readonly Dim[],
  ];
  const row = strideOf(height);
  const column = strideOf(width);
  return {
    tensor: maps.tensor,
    offset: maps.offset,
    axes: [
      count,
      [
        { extent: g.outHeight, stride: row * g.strideHeight },
        { extent: g.outWidth, stride: column * g.strideWidth },
      ],
      [
        { extent: g.filterHeight, stride: row * g.dilationHeight },
        { extent: g.filterWidth, stride: column * g.dilationWidth },
      ],
      channels,
    ],
  };
}

/** Elements between neighbours along an axis that lies in one piece; any number where there are none. */
export function strideOf(dims: readonly Dim[]): number {
  const whole = joined(dims);
  if (whole.length > 1) throw new Error('an axis of maps lies in pieces');
  return whole[0]?.stride ?? 0;
}
