import { attribute } from '../graph-writer.ts';
import { cast, type LoweringTable, reshaped } from './types.ts';

export const movementLowerings: LoweringTable = {
  Reshape: (node, { writer, full }) => reshaped(writer, full(node.inputs[0]!), node.shape),
  Transpose: (node, { writer, full }) =>
    writer.op('Transpose', [full(node.inputs[0]!)], {
      attributes: { perm: attribute.ints(node.attrs['perm'] as number[]) },
    }),
  BroadcastTo: (node, { writer, full }) =>
    writer.op('Expand', [full(node.inputs[0]!), writer.int64s(node.shape)]),
  Tile: (node, { writer, full }) =>
    writer.op('Tile', [full(node.inputs[0]!), writer.int64s(node.attrs['reps'] as number[])]),
  Slice: (node, { writer, full }) => {
    const begin = node.attrs['begin'] as number[];
    const strides = node.attrs['strides'] as number[];
    // An end before the first element, which only a backward slice has, is ONNX's most negative index.
    const end = (node.attrs['end'] as number[]).map((to, axis) =>
      strides[axis]! < 0 && to < 0 ? -(2 ** 31) : to,
    );
    const axes = begin.map((_, axis) => axis);
    const lists = [begin, end, axes, strides].map((values) => writer.int64s(values));
    return writer.op('Slice', [full(node.inputs[0]!), ...lists]);
  },
  Reverse: (node, { writer, full, node: lookup }) => {
    const axes = node.attrs['axes'] as number[];
    const source = lookup(node.inputs[0]!);
    const begin = axes.map((axis) => source.shape[axis]! - 1);
    const end = axes.map(() => -(2 ** 31));
    const lists = [begin, end, axes, axes.map(() => -1)].map((values) => writer.int64s(values));
    return writer.op('Slice', [full(source.id), ...lists]);
  },
  PadV2: (node, { writer, full }) => {
    const pads = writer.int64s([...(node.attrs['before'] as number[]), ...(node.attrs['after'] as number[])]);
    const source = full(node.inputs[0]!);
    const value = node.attrs['value'] as number;
    if (node.dtype !== 'bool') return writer.op('Pad', [source, pads, writer.scalar(node.dtype, value)]);
    const padded = writer.op('Pad', [cast(writer, source, 'int32'), pads, writer.scalar('int32', value)]);
    return cast(writer, padded, 'bool');
  },
  MirrorPad: (node, { writer, full }) =>
    writer.op(
      'Pad',
      [
        full(node.inputs[0]!),
        writer.int64s([...(node.attrs['before'] as number[]), ...(node.attrs['after'] as number[])]),
      ],
      { attributes: { mode: attribute.string('reflect') } },
    ),
  Concat: (node, { writer, full }) =>
    writer.op('Concat', node.inputs.map(full), {
      attributes: { axis: attribute.int(node.attrs['axis'] as number) },
    }),
};
