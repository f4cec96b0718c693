import {
  all,
  arity,
  axisProblem,
  hasShape,
  listOf,
  type NodeRule,
  operandTypes,
  resultType,
  type RuleTable,
  sameShape,
  typeOfOperand,
} from './rule.ts';

const gather: NodeRule = (node, operands) => {
  const [x, indices] = operands.map(({ shape }) => shape) as [readonly number[], readonly number[]];
  if (operands[1]!.dtype !== 'int32') return `takes int32 indices, got ${operands[1]!.dtype}`;
  const { axis, batchDims } = node.attrs as { axis: number; batchDims: number };
  const problem = axisProblem(axis, x.length);
  if (problem !== undefined) return problem;
  if (!Number.isInteger(batchDims) || batchDims < 0 || batchDims > Math.min(axis, indices.length))
    return `batchDims ${batchDims} is beyond axis ${axis} or the indices ${listOf(indices)}`;
  if (!sameShape(x.slice(0, batchDims), indices.slice(0, batchDims)))
    return `has other batches in ${listOf(x)} than in ${listOf(indices)}`;
  return hasShape(node, [...x.slice(0, axis), ...indices.slice(batchDims), ...x.slice(axis + 1)]);
};

const segmentSum: NodeRule = (node, operands) => {
  const [rows, ids] = operands as [(typeof operands)[number], (typeof operands)[number]];
  const count = node.attrs['numSegments'] as number;
  if (rows.dtype !== 'float32' || ids.dtype !== 'int32')
    return `takes float32 rows and int32 ids, got ${rows.dtype} and ${ids.dtype}`;
  if (rows.shape.length !== 2 || !sameShape(ids.shape, rows.shape.slice(0, 1)))
    return `takes an id for each of the rows ${listOf(rows.shape)}, got ids ${listOf(ids.shape)}`;
  if (!Number.isInteger(count) || count < 0) return `takes a whole number of segments, got ${count}`;
  return hasShape(node, [count, rows.shape[1]!]);
};

const oneHot: NodeRule = (node, [indices]) => {
  const { depth, onValue, offValue } = node.attrs as Record<string, number>;
  if (!Number.isInteger(depth) || depth! < 0) return `takes a whole number of classes, got ${depth}`;
  const isHeld = (value: number | undefined): boolean =>
    node.dtype === 'float32' ? typeof value === 'number' : Object.is(value! | 0, value);
  if (!isHeld(onValue) || !isHeld(offValue)) return `marks ${node.dtype} with ${onValue} and ${offValue}`;
  return hasShape(node, [...indices!.shape, depth!]);
};

/** Kernels that take positions as operands. */
export const indexingRules: RuleTable = {
  GatherV2: all(arity(2), gather, typeOfOperand()),
  UnsortedSegmentSum: all(arity(2), segmentSum, resultType('float32')),
  OneHot: all(arity(1), operandTypes('int32'), oneHot),
};
