import type { CutRule, CutTable } from './cut.ts';

/** The result has the axes of x before `axis`, those of the indices after the batch, and those of x after `axis`. */
const gather: CutRule = ({ node, operands, axis: wanted }) => {
  const [, indices] = operands;
  const { axis, batchDims } = node.attrs as { axis: number; batchDims: number };
  const last = axis + indices!.shape.length - batchDims;
  if (wanted < batchDims) return { operands: [wanted, wanted] };
  if (wanted < axis) return { operands: [wanted, 'whole'] };
  if (wanted < last) return { operands: ['whole', wanted - axis + batchDims] };
  return { operands: [wanted - last + axis + 1, 'whole'] };
};

/** All rows have the same indices, so their features are apart; where a row goes is not. */
const segmentSum: CutRule = ({ axis }) => (axis === 1 ? { operands: [1, 'whole'] } : undefined);

export const indexingCuts: CutTable = {
  GatherV2: gather,
  OneHot: ({ node, axis }) => (axis < node.shape.length - 1 ? { operands: [axis] } : undefined),
  UnsortedSegmentSum: segmentSum,
};
