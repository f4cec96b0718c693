import { attribute } from '../graph-writer.ts';
import { cast, type Lowering, type LoweringTable } from './types.ts';

function reduce(opType: string): Lowering {
  return (node, { writer, full }) =>
    writer.op(opType, [full(node.inputs[0]!), writer.int64s(node.attrs['axes'] as number[])], {
      attributes: { keepdims: attribute.int(1) },
    });
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
  // Unlike TF.js's, ONNX Runtime's largest and smallest value may pass over a NaN that is not the first.
  Max: reduce('ReduceMax'),
  Min: reduce('ReduceMin'),
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
