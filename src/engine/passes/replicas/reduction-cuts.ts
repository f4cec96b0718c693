import { type CutRule, type CutTable, exceptAlong } from './cut.ts';

/** The axis of which the position is sought is gone from the result. */
const argExtreme: CutRule = ({ node, axis }) => ({
  operands: [axis < (node.attrs['axis'] as number) ? axis : axis + 1],
});

const reduction = exceptAlong(({ axes }) => axes as readonly number[]);
const scan = exceptAlong(({ axis }) => [axis as number]);

export const reductionCuts: CutTable = {
  Sum: reduction,
  Mean: reduction,
  Max: reduction,
  Min: reduction,
  Prod: reduction,
  All: reduction,
  Any: reduction,
  ArgMax: argExtreme,
  ArgMin: argExtreme,
  Cumsum: scan,
  Softmax: scan,
};
