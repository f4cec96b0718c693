import {
  all,
  arity,
  axesProblem,
  axisProblem,
  broadcast,
  elements,
  equalTypes,
  hasShape,
  listOf,
  type NodeRule,
  type RuleTable,
  sameShape,
  shapeOfOperand,
  typeOfOperand,
  wholes,
} from './rule.ts';

const reshape: NodeRule = (node, [x]) =>
  elements(node) === elements(x!)
    ? undefined
    : `cannot give the ${elements(x!)} elements of ${listOf(x!.shape)} the shape ${listOf(node.shape)}`;

const transpose: NodeRule = (node, [x]) => {
  const { shape } = x!;
  const perm = wholes(node.attrs, 'perm', shape.length);
  const problem = perm ? axesProblem(perm, shape.length) : 'perm does not name every axis';
  return problem === undefined ? hasShape(node, perm!.map((axis) => shape[axis]!)) : problem; // prettier-ignore
};

const tile: NodeRule = (node, [x]) => {
  const reps = wholes(node.attrs, 'reps', x!.shape.length);
  if (!reps?.every((count) => count >= 0))
    return `takes a count of copies for each axis, got ${String(node.attrs['reps'])}`;
  return hasShape(node, x!.shape.map((extent, axis) => extent * reps[axis]!)); // prettier-ignore
};

const broadcastTo: NodeRule = (node, [x]) => {
  const together = broadcast([x!.shape, node.shape]);
  const fits = together !== undefined && sameShape(together, node.shape);
  return fits ? undefined : `cannot broadcast ${listOf(x!.shape)} to ${listOf(node.shape)}`;
};

/** What is wrong with the positions begin, begin + stride, ... of an axis. */
function rangeProblem(extent: number, begin: number, end: number, stride: number, count: number): boolean {
  if (stride === 0 || count !== Math.max(0, Math.ceil((end - begin) / stride))) return true;
  if (count === 0) return false;
  const last = begin + (count - 1) * stride;
  return begin < 0 || begin >= extent || last < 0 || last >= extent;
}

const slice: NodeRule = (node, [x]) => {
  const { shape } = x!;
  const [begin, end, strides] = ['begin', 'end', 'strides'].map((name) =>
    wholes(node.attrs, name, shape.length),
  );
  if (!begin || !end || !strides || node.shape.length !== shape.length)
    return `takes a whole number for each axis of ${listOf(shape)}`;
  const wrong = shape.findIndex((extent, axis) =>
    rangeProblem(extent, begin[axis]!, end[axis]!, strides[axis]!, node.shape[axis]!),
  );
  if (wrong < 0) return undefined;
  const [from, to] = [begin[wrong], end[wrong]];
  return `takes positions ${from} to ${to} (exclusive) of axis ${wrong}, which has ${shape[wrong]}`;
};

/** Margins of whole numbers, at most `most(extent)` at each end. */
function padding(most: (extent: number) => number): NodeRule {
  return (node, [x]) => {
    const { shape } = x!;
    const before = wholes(node.attrs, 'before', shape.length);
    const after = wholes(node.attrs, 'after', shape.length);
    if (!before || !after) return `takes two margins for each axis of ${listOf(shape)}`;
    const wrong = shape.findIndex((extent, axis) =>
      [before[axis]!, after[axis]!].some((margin) => margin < 0 || margin > most(extent)),
    );
    if (wrong >= 0)
      return `takes no margins ${before[wrong]} and ${after[wrong]} of axis ${wrong} of ${listOf(shape)}`;
    return hasShape(node, shape.map((extent, axis) => before[axis]! + extent + after[axis]!)); // prettier-ignore
  };
}

const concat: NodeRule = (node, operands) => {
  const [first] = operands;
  if (!first) return 'takes at least one operand';
  const axis = node.attrs['axis'] as number;
  const problem = axisProblem(axis, first.shape.length);
  if (problem !== undefined) return problem;
  const apart = operands.find(
    ({ shape }) =>
      shape.length !== first.shape.length ||
      shape.some((extent, index) => index !== axis && extent !== first.shape[index]),
  );
  if (apart) return `joins ${listOf(first.shape)} and ${listOf(apart.shape)}, which differ off axis ${axis}`;
  const total = operands.reduce((sum, { shape }) => sum + shape[axis]!, 0);
  return hasShape(node, first.shape.with(axis, total));
};

const movement = (rule: NodeRule): NodeRule => all(arity(1), typeOfOperand(), rule);

const constantValue: NodeRule = ({ attrs, dtype }) => {
  const value = attrs['value'];
  const fits = typeof value === 'number' && (dtype !== 'bool' || value === 0 || value === 1);
  return fits ? undefined : `pads ${dtype} with ${String(value)}`;
};

/** Kernels that move elements without changing them. */
export const movementRules: RuleTable = {
  Reshape: movement(reshape),
  Transpose: movement(transpose),
  Tile: movement(tile),
  BroadcastTo: movement(broadcastTo),
  Slice: movement(slice),
  PadV2: movement(all(constantValue, padding(() => Infinity))), // prettier-ignore
  MirrorPad: movement(padding((extent) => extent - 1)),
  Reverse: movement(all(({ attrs }, [x]) => axesProblem(attrs['axes'], x!.shape.length), shapeOfOperand)),
  Concat: all(equalTypes, concat, typeOfOperand()),
};
