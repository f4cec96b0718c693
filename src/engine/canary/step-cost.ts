import { sizeOf } from '#core';
import { elementwiseNames } from '../graph/elementwise-ops.ts';
import type { Graph, GraphNode } from '../graph/graph.ts';

/** What a step costs and how far its results may round. */
export interface StepCost {
  /** About how long the reference engine takes for one step, in seconds. */
  readonly seconds: number;
  /** Roundings one after the other on the longest way from an argument to an output. */
  readonly roundings: number;
}

/** Multiplications a second of TF.js's plain kernels for products, elements a second of the others (AMD EPYC). */
const productsASecond: Readonly<Record<string, number>> = {
  BatchMatMul: 4e8,
  Conv2D: 4e8,
  Conv2DBackpropInput: 2.5e8,
  Conv2DBackpropFilter: 8e6,
};
const elementsASecond = 2e7;
const secondsACall = 2e-5;

/** Kernels that move values and round none. */
const moving = new Set([
  ...elementwiseNames(({ passesOn }) => passesOn),
  ...['Placeholder', 'Const', 'Fill', 'BroadcastTo', 'Reshape', 'Transpose', 'Slice', 'StridedSlice', 'Concat', 'Pack'],
  ...['Unpack', 'SplitV', 'PadV2', 'MirrorPad', 'Reverse', 'Tile', 'ExpandDims', 'GatherV2', 'OneHot', 'Range'],
  ...['Max', 'Min', 'MaxPool'],
]); // prettier-ignore

/** Roundings of an elementwise kernel: `exp` and its like are a few last bits off. */
const elementwiseRoundings = 4;

/** Adds up what the recorded kernels of a step cost. */
export function costOf({ nodes, state, metrics }: Graph): StepCost {
  let seconds = 0;
  const chains: number[] = [];
  for (const node of nodes) {
    const operands = node.inputs.map((id) => nodes[id]!);
    const before = Math.max(0, ...node.inputs.map((id) => chains[id]!));
    const terms = termsOf(node, operands);
    chains.push(before + (moving.has(node.kernel) ? 0 : terms + elementwiseRoundings));
    const speed = productsASecond[node.kernel.replace('Replica', '')];
    const elements = Math.max(sizeOf(node.shape), ...operands.map(({ shape }) => sizeOf(shape)));
    if (operands.length === 0) continue;
    seconds += secondsACall + (speed ? (terms * sizeOf(node.shape)) / speed : elements / elementsASecond);
  }
  const outputs = [...Object.values(state), ...Object.values(metrics)];
  return { seconds, roundings: Math.max(1, ...outputs.map((id) => chains[id]!)) };
}

/** How many terms are added up for an element of a kernel's result. */
function termsOf({ kernel, attrs, shape }: GraphNode, [first, second]: readonly GraphNode[]): number {
  const window = (attrs['filterHeight'] as number) * (attrs['filterWidth'] as number);
  switch (kernel.replace('Replica', '')) {
    case 'BatchMatMul':
      return first!.shape.at(attrs['transposeA'] === true ? -2 : -1)!;
    case 'Conv2D':
    case 'Conv2DBackpropInput':
      return window * first!.shape.at(-1)!;
    case 'Conv2DBackpropFilter':
      return second!.shape.slice(-4, -1).reduce((product, extent) => product * extent, 1);
    case 'AvgPoolGrad':
    case 'MaxPoolGrad':
      return window;
    case 'Cumsum':
    case 'Cumprod':
      return Math.max(...shape);
    default:
      return first ? Math.max(1, Math.ceil(sizeOf(first.shape) / Math.max(1, sizeOf(shape)))) : 1;
  }
}
