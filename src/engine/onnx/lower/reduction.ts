import { attribute } from '../graph-writer.ts';
import { cast, type Lowering, type LoweringTable } from './types.ts';

function reduce(opType: string): Lowering {
  return (node, { writer, full }) =>
    writer.op(opType, [full(node.inputs[0]!), writer.int64s(node.attrs['axes'] as number[])], {
      attributes: { keepdims: attribute.int(1) },
    });
}

/** The largest or smallest value. ONNX Runtime's may pass over a NaN that is not the first. */
function extremum(opType: string): Lowering {
  const plain = reduce(opType);
  return (node, context) => {
    const found = plain(node, context);
    if (node.dtype !== 'float32') return found;
    const { writer, full } = context;
    const unordered = cast(writer, writer.op('IsNaN', [full(node.inputs[0]!)]), 'int32');
    const any = writer.op('ReduceMax', [unordered, writer.int64s(node.attrs['axes'] as number[])], {
      attributes: { keepdims: attribute.int(1) },
    });
    return writer.op('Where', [cast(writer, any, 'bool'), writer.scalar('float32', NaN), found]);
  };
}

/** All and Any as the least and the largest of 0s and 1s. */
function reduceBool(opType: string): Lowering {
  return (node, { writer, full }) => {
    const numbers = cast(writer, full(node.inputs[0]!), 'int32');
    const reduced = writer.op(opType, [numbers, writer.int64s(node.attrs['axes'] as number[])], {
      attributes: { keepdims: attribute.int(1) },
    });
    return cast(writer, reduced, 'bool');
  };
}

function argExtreme(opType: string): Lowering {
  return (node, { writer, full }) => {
    const index = writer.op(opType, [full(node.inputs[0]!)], {
      attributes: { axis: attribute.int(node.attrs['axis'] as number), keepdims: attribute.int(0) },
    });
    return cast(writer, index, 'int32');
  };
}

export const reductionLowerings: LoweringTable = {
  Sum: reduce('ReduceSum'),
  Mean: reduce('ReduceMean'),
  Max: extremum('ReduceMax'),
  Min: extremum('ReduceMin'),
  Prod: reduce('ReduceProd'),
  All: reduceBool('ReduceMin'),
  Any: reduceBool('ReduceMax'),
  ArgMax: argExtreme('ArgMax'),
  ArgMin: argExtreme('ArgMin'),
  Softmax: (node, { writer, full }) =>
    writer.op('Softmax', [full(node.inputs[0]!)], {
      attributes: { axis: attribute.int(node.attrs['axis'] as number) },
    }),
  Cumsum: (node, { writer, full }) =>
    writer.op(
      'CumSum',
      [full(node.inputs[0]!), writer.constant('int64', [], [node.attrs['axis'] as number])],
      {
        attributes: {
          exclusive: attribute.int(node.attrs['exclusive'] === true ? 1 : 0),
          reverse: attribute.int(node.attrs['reverse'] === true ? 1 : 0),
        },
      },
    ),
};
