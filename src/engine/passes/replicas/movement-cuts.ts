import { sizeOf } from '#core';
import { broadcasting, exceptAlong, type CutRule, type CutTable } from './cut.ts';

const list = (value: unknown): readonly number[] => value as readonly number[];

/** Blocks stay blocks when as many elements stand before the axis, whatever the axes before and after it become. */
const reshape: CutRule = ({ node, operands, axis }) => {
  const { shape } = operands[0]!;
  const before = sizeOf(node.shape.slice(0, axis));
  const own = shape.findIndex((extent, at) => extent > 1 && sizeOf(shape.slice(0, at)) === before);
  return own < 0 ? undefined : { operands: [own] };
};

const transpose: CutRule = ({ node, axis }) => ({ operands: [list(node.attrs['perm'])[axis]!] });

/** Only a slice that takes all of the axis takes the same of every block. */
const slice: CutRule = ({ node, operands, axis, replicas }) => {
  const { end, strides } = node.attrs;
  const extent = node.shape[axis]!;
  if (operands[0]!.shape[axis] !== extent || list(strides)[axis] !== 1) return undefined;
  return { operands: [axis], attrs: { ...node.attrs, end: list(end).with(axis, extent / replicas) } };
};

const padding: CutRule = ({ node, axis }) => {
  const { before, after } = node.attrs;
  return list(before)[axis] === 0 && list(after)[axis] === 0 ? { operands: [axis] } : undefined;
};

/** Copies of an axis follow one another: each block is some of the copies of all of it. */
const tile: CutRule = ({ node, axis, replicas }) => {
  const reps = list(node.attrs['reps']);
  const copies = reps[axis]!;
  if (copies === 1) return { operands: [axis] };
  if (copies % replicas !== 0) return undefined;
  return { operands: ['whole'], attrs: { ...node.attrs, reps: reps.with(axis, copies / replicas) } };
};

export const movementCuts: CutTable = {
  Reshape: reshape,
  Transpose: transpose,
  Slice: slice,
  PadV2: padding,
  MirrorPad: padding,
  Reverse: exceptAlong(({ axes }) => list(axes)),
  Concat: exceptAlong(({ axis }) => [axis as number]),
  Tile: tile,
  BroadcastTo: broadcasting,
};
