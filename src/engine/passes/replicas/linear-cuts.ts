import { alongOnly, broadcastPart, type CutRule, type CutTable } from './cut.ts';

/** Batches are apart; rows of the result come from rows of `a` and all of `b`, columns from columns of `b`. */
const matMul: CutRule = ({ node, operands, axis }) => {
  const rank = node.shape.length;
  const [a, b] = operands as [(typeof operands)[number], (typeof operands)[number]];
  const { transposeA, transposeB } = node.attrs;
  if (axis === rank - 2) return { operands: [a.shape.length - (transposeA === true ? 1 : 2), 'whole'] };
  if (axis === rank - 1) return { operands: ['whole', b.shape.length - (transposeB === true ? 2 : 1)] };
  return { operands: operands.map(({ shape }) => broadcastPart(shape, rank, axis)) };
};

/** Images of a batch are apart and meet the same filter. */
const imagesAlone: CutRule = ({ axis }) => (axis === 0 ? { operands: [0, 'whole'] } : undefined);

/** Along the leading axis: the batch, or in kernels with replicas the replicas. */
const leading = alongOnly(0);
/** Along batch and channels. */
const maps = alongOnly(0, 3);

/** A convolution's filter gradient sums over the batch and so has no blocks along it. */
export const linearCuts: CutTable = {
  BatchMatMul: matMul,
  Conv2D: imagesAlone,
  Conv2DBackpropInput: imagesAlone,
  ReplicaConv2D: leading,
  ReplicaConv2DBackpropInput: leading,
  ReplicaConv2DBackpropFilter: leading,
  MaxPool: maps,
  MaxPoolGrad: maps,
  AvgPool: maps,
  AvgPoolGrad: maps,
  Windows: maps,
  FoldWindows: maps,
};
