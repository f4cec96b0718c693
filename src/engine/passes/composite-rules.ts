import type { ValueId } from '../graph/graph.ts';
import type { Candidate, GraphBuilder, Rule } from './builder.ts';

/** Kernels that a library has as one op, in terms of simpler ones. */
export const decomposeComposites: Rule = (node, builder) => {
  switch (node.kernel) {
    case 'Softmax':
      return softmax(node, builder);
    case 'OneHot':
      return oneHot(node, builder);
    case 'MirrorPad':
      return mirrorPad(node, builder);
    default:
      return undefined;
  }
};

/** exp(x - max x) over its sum, which overflows for no x. */
function softmax(node: Candidate, builder: GraphBuilder): ValueId {
  const x = node.inputs[0]!;
  const axes = [node.attrs['axis'] as number];
  const kept = node.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
  const largest = builder.derive(node, 'Max', [x], { axes }, kept);
  const shifted = builder.derive(node, 'Sub', [x, largest], {}, node.shape);
  const powers = builder.derive(node, 'Exp', [shifted], {}, node.shape);
  const sum = builder.derive(node, 'Sum', [powers], { axes }, kept);
  return builder.derive(node, 'RealDiv', [powers, sum], {}, node.shape);
}

function oneHot(node: Candidate, builder: GraphBuilder): ValueId {
  const indices = builder.node(node.inputs[0]!);
  const depth = node.attrs['depth'] as number;
  const column = builder.derive(node, 'Reshape', [indices.id], {}, [...indices.shape, 1], 'int32');
  const values = Int32Array.from({ length: depth }, (_, value) => value);
  const classes = builder.derive(node, 'Const', [], { values }, [depth], 'int32');
  const hit = builder.derive(node, 'Equal', [column, classes], {}, node.shape, 'bool');
  const on = node.attrs['onValue'] as number;
  const off = node.attrs['offValue'] as number;
  if (on === 1 && off === 0) {
    return node.dtype === 'bool' ? hit : builder.derive(node, 'Cast', [hit], {}, node.shape);
  }
  const fill = (value: number): ValueId => builder.derive(node, 'Fill', [], { value }, node.shape);
  return builder.derive(node, 'Select', [hit, fill(on), fill(off)], {}, node.shape);
}

/** The border of a mirrored axis is a reversed slice of the inside, which does not repeat the edge. */
function mirrorPad(node: Candidate, builder: GraphBuilder): ValueId {
  const before = node.attrs['before'] as readonly number[];
  const after = node.attrs['after'] as readonly number[];
  return before.reduce(
    (value, low, axis) => mirrored(node, builder, value, axis, low, after[axis]!),
    node.inputs[0]!,
  );
}

function mirrored(
  node: Candidate,
  builder: GraphBuilder,
  value: ValueId,
  axis: number,
  low: number,
  high: number,
): ValueId {
  const { shape } = builder.node(value);
  const extent = shape[axis]!;
  const piece = (from: number, count: number): ValueId => {
    const own = shape.with(axis, count);
    const begin = shape.map((_, index) => (index === axis ? from : 0));
    const end = begin.map((start, index) => start + own[index]!);
    const strides = shape.map(() => 1);
    const slice = builder.derive(node, 'Slice', [value], { begin, end, strides }, own);
    return builder.derive(node, 'Reverse', [slice], { axes: [axis] }, own);
  };
  const parts = [
    ...(low > 0 ? [piece(1, low)] : []),
    value,
    ...(high > 0 ? [piece(extent - 1 - high, high)] : []),
  ];
  if (parts.length === 1) return value;
  return builder.derive(node, 'Concat', parts, { axis }, shape.with(axis, low + extent + high));
}
