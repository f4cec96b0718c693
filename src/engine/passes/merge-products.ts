import type { Graph, GraphNode, ValueId } from '../graph/graph.ts';
import { type Candidate, GraphBuilder, renamedOutputs } from './builder.ts';

/** From this many products on, one long product costs less than the sum of short ones. */
const fewestProducts = 3;

/**
 * a_1^T b_1 + a_2^T b_2 + ... as one product of the stacked rows. A weight that is used at every time of a recurrent
 * network gets its gradient as such a sum, one small product and one addition a time.
 */
export function mergeProducts(graph: Graph): Graph {
  const uses = countUses(graph);
  const inner = new Set<ValueId>();
  const merges = new Map<ValueId, Sum>();
  for (const node of graph.nodes.toReversed()) {
    if (node.kernel !== 'Add' || inner.has(node.id)) continue;
    const sum = collect(graph, node, uses, inner);
    if (sum.products.length >= fewestProducts) merges.set(node.id, sum);
  }
  return merges.size === 0 ? graph : rebuild(graph, merges);
}

/** A tree of additions, taken apart. */
interface Sum {
  readonly products: GraphNode[];
  readonly others: ValueId[];
}

function countUses(graph: Graph): Map<ValueId, number> {
  const uses = new Map<ValueId, number>();
  const use = (id: ValueId): void => void uses.set(id, (uses.get(id) ?? 0) + 1);
  for (const node of graph.nodes) node.inputs.forEach(use);
  [...Object.values(graph.state), ...Object.values(graph.metrics)].forEach(use);
  return uses;
}

function collect(
  graph: Graph,
  root: GraphNode,
  uses: ReadonlyMap<ValueId, number>,
  inner: Set<ValueId>,
): Sum {
  const candidates: GraphNode[] = [];
  const others: ValueId[] = [];
  const pending = [root.id];
  while (pending.length > 0) {
    const node = graph.nodes[pending.pop()!]!;
    const own = node.id === root.id || uses.get(node.id) === 1;
    const sameShape = node.shape.join() === root.shape.join();
    if (node.kernel === 'Add' && own && sameShape) {
      inner.add(node.id);
      pending.push(...node.inputs.toReversed());
    } else if (isStackable(node) && own && sameShape) candidates.push(node);
    else others.push(node.id);
  }
  const rank = (id: ValueId): number => graph.nodes[id]!.shape.length;
  const fits = (node: GraphNode): boolean => node.inputs.every((id) => rank(id) === root.shape.length);
  const products = candidates.filter(fits);
  return { products, others: [...others, ...candidates.filter((node) => !fits(node)).map(({ id }) => id)] };
}

function isStackable({ kernel, attrs, dtype }: GraphNode): boolean {
  const { transposeA, transposeB } = attrs;
  return kernel === 'BatchMatMul' && dtype === 'float32' && transposeA === true && transposeB !== true;
}

function rebuild(graph: Graph, merges: ReadonlyMap<ValueId, Sum>): Graph {
  const builder = new GraphBuilder([]);
  const renamed = new Map<ValueId, ValueId>();
  const rename = (id: ValueId): ValueId => renamed.get(id)!;
  for (const { id, ...rest } of graph.nodes) {
    const node = { ...rest, inputs: rest.inputs.map(rename) };
    const sum = merges.get(id);
    renamed.set(id, sum ? merged(builder, node, sum, rename) : builder.add(node));
  }
  return { nodes: builder.nodes, ...renamedOutputs(graph, rename) };
}

function merged(
  builder: GraphBuilder,
  node: Candidate,
  { products, others }: Sum,
  rename: (id: ValueId) => ValueId,
): ValueId {
  const axis = node.shape.length - 2;
  const stacked = (side: 0 | 1): ValueId => {
    const parts = products.map((product) => rename(product.inputs[side]!));
    const shape = [...builder.node(parts[0]!).shape];
    shape[axis] = parts.reduce((rows, id) => rows + builder.node(id).shape[axis]!, 0);
    return builder.derive(node, 'Concat', parts, { axis }, shape);
  };
  const flags = { transposeA: true, transposeB: false };
  const product = builder.derive(node, 'BatchMatMul', [stacked(0), stacked(1)], flags, node.shape);
  return others.reduce((sum, id) => builder.derive(node, 'Add', [sum, rename(id)], {}, node.shape), product);
}
