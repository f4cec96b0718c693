import type { GraphNode } from '../graph/graph.ts';
import type { LoweringTable } from './lowering.ts';
import { PlannedKernel } from './planned-kernel.ts';
import type { Planner } from './planner.ts';
import { NoKernelError } from './no-kernel-error.ts';

const product = (extents: readonly number[]): number => extents.reduce((a, b) => a * b, 1);

function alongAxis(kind: 'arg-max' | 'arg-min' | 'cumsum') {
  return (planner: Planner, node: GraphNode): void => {
    const source = planner.node(node.inputs[0]!);
    const { dtype, shape } = source;
    if (dtype === 'bool') throw new NoKernelError(node.kernel, 'on bool');
    const from = planner.contiguousView(source.id);
    const to = planner.tensors.allocate(node.shape, planner.phaseOf(node.id) === 'once');
    const axis = node.attrs['axis'] as number;
    planner.add(
      new PlannedKernel(node, planner.phaseOf(node.id), [from.tensor], [to.tensor], ({ bytesOf }) => ({
        kind,
        outer: product(shape.slice(0, axis)),
        extent: shape[axis]!,
        inner: product(shape.slice(axis + 1)),
        dtype,
        exclusive: node.attrs['exclusive'] === true,
        reverse: node.attrs['reverse'] === true,
        from: bytesOf(from.tensor) + from.offset * 4,
        to: bytesOf(to.tensor),
      })),
    );
    planner.define(node.id, to);
  };
}

function mean(planner: Planner, node: GraphNode): void {
  const { shape } = planner.node(node.inputs[0]!);
  const count = product((node.attrs['axes'] as readonly number[]).map((axis) => shape[axis]!));
  planner.loops.storeReduction(node, 'sum', 1 / count);
}

export const reductionLowerings: LoweringTable = {
  Sum: (planner, node) => planner.loops.storeReduction(node, 'sum'),
  Mean: mean,
  Prod: (planner, node) => planner.loops.storeReduction(node, 'prod'),
  Max: (planner, node) => planner.loops.storeReduction(node, node.dtype === 'bool' ? 'min' : 'max'),
  Min: (planner, node) => planner.loops.storeReduction(node, node.dtype === 'bool' ? 'max' : 'min'),
  // A truth value is a mask, which as a whole number is 0 or -1: the smaller is the truer.
  All: (planner, node) => planner.loops.storeReduction(node, 'max'),
  Any: (planner, node) => planner.loops.storeReduction(node, 'min'),
  ArgMax: alongAxis('arg-max'),
  ArgMin: alongAxis('arg-min'),
  Cumsum: alongAxis('cumsum'),
};
