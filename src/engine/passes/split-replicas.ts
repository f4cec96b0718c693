import { sizeOf } from '#core';
import type { Graph, GraphNode } from '../graph/graph.ts';
import { verifyGraph } from '../verify/index.ts';
import { rewrite } from './builder.ts';
import { type OneReplica, splitReplicas } from './replicas/one-replica.ts';

/** The graph of one replica for the likeliest number of replicas that works; the unchanged graph when none does. */
export function splitIntoReplicas(graph: Graph): OneReplica {
  for (const replicas of candidates(graph)) {
    const one = splitReplicas(graph, replicas);
    if (!one) continue;
    verifyGraph(one.graph, `the cut into ${replicas} replicas`);
    if (repeatsLittle(graph, one)) return one;
  }
  return splitReplicas(graph, 1)!;
}

/** Leading extents of the state, of the inputs and data where there is no state: the most frequent first. */
function candidates(graph: Graph): number[] {
  const state = Object.values(graph.state).map((id) => graph.nodes[id]!);
  const given = state.length > 0 ? state : graph.nodes.filter(({ kernel }) => kernel === 'Placeholder');
  const counts = new Map<number, number>();
  for (const { shape } of given) {
    const extent = shape[0] ?? 1;
    if (extent > 1) counts.set(extent, (counts.get(extent) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]).map(([extent]) => extent);
}

/** Every replica computes what is shared again: at most this many times the work of the whole graph. */
const mostWork = 2;

function repeatsLittle(graph: Graph, { graph: one, replicas }: OneReplica): boolean {
  return replicas * workOf(one) <= mostWork * workOf(graph);
}

function workOf(graph: Graph): number {
  const { nodes } = rewrite(graph, []);
  return nodes.reduce((sum, node) => sum + workOfNode(node, nodes), 0);
}

/** Multiplications of products, elements of everything else; only ratios of it matter. */
function workOfNode({ kernel, inputs, attrs, shape }: GraphNode, nodes: readonly GraphNode[]): number {
  if (inputs.length === 0) return 0;
  const first = nodes[inputs[0]!]!.shape;
  if (kernel === 'BatchMatMul') return sizeOf(shape) * first.at(attrs['transposeA'] === true ? -2 : -1)!;
  const window = kernel.includes('Conv2D')
    ? (attrs['filterHeight'] as number) * (attrs['filterWidth'] as number)
    : 1;
  return window * (sizeOf(shape) + sizeOf(first));
}
