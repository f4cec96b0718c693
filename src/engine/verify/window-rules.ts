import { elements, geometryOf, positions, type WindowGeometry } from '../graph/windows.ts';
import {
  all,
  arity,
  type Claimed,
  listOf,
  type NodeRule,
  operandTypes,
  resultType,
  type RuleTable,
  sameShape,
  type Shaped,
} from './rule.ts';

/** What is wrong along one axis of maps. */
function reachProblem(
  axis: 'Height' | 'Width',
  g: WindowGeometry,
  before: number,
  after: number,
): string | undefined {
  const [input, output] = [g[`in${axis}`], g[`out${axis}`]];
  const [filter, stride, dilation] = [g[`filter${axis}`], g[`stride${axis}`], g[`dilation${axis}`]];
  if (![input, output, filter, stride, dilation, before, after].every(Number.isSafeInteger))
    return `its windows along the ${axis.toLowerCase()} are not whole numbers`;
  if (input < 0 || output < 0 || filter < 1 || stride < 1 || dilation < 1 || before < 0)
    return `its windows along the ${axis.toLowerCase()} have an extent, stride, dilation or margin that is too small`;
  if (output === 0) return undefined;
  const reach = (output - 1) * stride + (filter - 1) * dilation + 1;
  const padded = before + input + Math.max(0, after);
  return reach <= padded
    ? undefined
    : `its windows reach ${reach} pixels along a padded ${axis.toLowerCase()} of ${padded}`;
}

/** Windows lie inside the padded map. */
const inside: NodeRule = ({ attrs }) => {
  const g = geometryOf(attrs);
  return reachProblem('Height', g, g.padTop, g.padBottom) ?? reachProblem('Width', g, g.padLeft, g.padRight);
};

const counts = (...expected: [string, Shaped, readonly number[]][]): string | undefined => {
  const wrong = expected.find(([, { shape }, wanted]) => !sameShape(shape, wanted));
  return wrong && `has ${wrong[0]} of shape ${listOf(wrong[1].shape)}, not ${listOf(wrong[2])}`;
};

/** Maps, filter and output of a convolution, whichever of them is the result. */
function convolution(result: 'output' | 'input' | 'filter', replicas: boolean): NodeRule {
  return (node, [first, second]) => {
    const g = geometryOf(node.attrs);
    const roles = {
      output: [first!, second!, node],
      input: [node, second!, first!],
      filter: [first!, node, second!],
    }[result] as [Shaped, Shaped, Shaped];
    const [x, filter, output] = roles;
    const lead = replicas ? x.shape.slice(0, 1) : [];
    const batch = x.shape.at(-4)!;
    const channels = x.shape.at(-1)!;
    const out = output.shape.at(-1)!;
    return counts(
      ['maps', x, [...lead, batch, g.inHeight, g.inWidth, channels]],
      ['a filter', filter, [...lead, g.filterHeight, g.filterWidth, channels, out]],
      ['an output', output, [...lead, batch, g.outHeight, g.outWidth, out]],
    );
  };
}

const maps = (g: WindowGeometry, { shape }: Shaped): number[] => [
  shape[0]!,
  g.inHeight,
  g.inWidth,
  shape.at(-1)!,
];
const results = (g: WindowGeometry, { shape }: Shaped): number[] => [
  shape[0]!,
  g.outHeight,
  g.outWidth,
  shape.at(-1)!,
];

function pool(shapes: (g: WindowGeometry, node: Claimed, operands: readonly Shaped[]) => string | undefined) {
  return (node: Claimed, operands: readonly Shaped[]) => shapes(geometryOf(node.attrs), node, operands);
}

const forward = pool((g, node, [x]) =>
  counts(['maps', x!, maps(g, x!)], ['an output', node, results(g, x!)]),
);
const maxGradient = pool((g, node, [dy, x]) =>
  counts(['maps', x!, maps(g, x!)], ['an output', dy!, results(g, x!)], ['a gradient', node, x!.shape]),
);
const averageGradient = pool((g, node, [dy]) =>
  counts(['an output', dy!, results(g, dy!)], ['a gradient', node, maps(g, dy!)]),
);

const rowsOf = (g: WindowGeometry, { shape }: Shaped): number[] => [
  shape[0]!,
  positions(g),
  elements(g),
  shape.at(-1)!,
];
const windows = pool((g, node, [x]) => counts(['maps', x!, maps(g, x!)], ['windows', node, rowsOf(g, x!)]));
const foldWindows = pool((g, node, [rows]) =>
  counts(['windows', rows!, rowsOf(g, rows!)], ['maps', node, maps(g, rows!)]),
);

const floats = (count: number, rule: NodeRule): NodeRule =>
  all(arity(count), operandTypes('float32'), resultType('float32'), inside, rule);

/** Kernels whose windows slide over maps. */
export const windowRules: RuleTable = {
  Conv2D: floats(2, convolution('output', false)),
  Conv2DBackpropInput: floats(2, convolution('input', false)),
  Conv2DBackpropFilter: floats(2, convolution('filter', false)),
  ReplicaConv2D: floats(2, convolution('output', true)),
  ReplicaConv2DBackpropInput: floats(2, convolution('input', true)),
  ReplicaConv2DBackpropFilter: floats(2, convolution('filter', true)),
  MaxPool: floats(1, forward),
  AvgPool: floats(1, forward),
  MaxPoolGrad: floats(2, maxGradient),
  AvgPoolGrad: floats(1, averageGradient),
  Windows: floats(1, windows),
  FoldWindows: floats(1, foldWindows),
};
