import { sizeOf } from '#core';
import { elementwiseOp } from '../graph/elementwise-ops.ts';
import type { Graph, GraphNode, ValueId } from '../graph/graph.ts';

/** Decisions on loop fusion, made before kernels are planned. */
export interface Inlining {
  /** Elementwise values that are fused into the loops that use them, and never stored. */
  readonly inlined: ReadonlySet<ValueId>;
  /** Values that no step changes: computed once, before the first step. */
  readonly invariant: ReadonlySet<ValueId>;
}

const limits = {
  /** Limits on expressions that are recomputed (rematerialized) in several loops. */
  repeatedCost: 10,
  repeatedReads: 1,
  /** Limits on any fused expression. */
  cost: 60,
  reads: 6,
};

const reductions = new Set(['Sum', 'Mean', 'Max', 'Min', 'Prod', 'All', 'Any']);

/** The fused expression of a value: its cost, and the stored values of its own size that it reads. */
interface Expression {
  readonly cost: number;
  readonly reads: ReadonlySet<ValueId>;
}

/**
 * Producer-consumer fusion: decides which elementwise values are inlined into the loops that use them, and which are
 * stored. A value is inlined if all its users loop over its own elements, and if recomputing it in each of them neither
 * costs much nor reads more memory than the value itself.
 */
export function planInlining(graph: Graph, isElementwise: (node: GraphNode) => boolean): Inlining {
  const invariant = invariantsOf(graph);
  const root = rootsOf(graph);
  const users = usersOf(graph, root);
  const kept = new Set(
    [...Object.values(graph.state), ...Object.values(graph.metrics)].map((id) => root[id]!),
  );
  const inlined = new Set<ValueId>();
  const expressions = new Map<ValueId, Expression>();
  for (const node of graph.nodes) {
    if (!isElementwise(node)) continue;
    const expression = expressionOf(node, graph, root, expressions, inlined);
    expressions.set(node.id, expression);
    const own = users.get(node.id) ?? [];
    const size = sizeOf(node.shape);
    const overOwnElements = own.every(
      (user) => (isElementwise(user) && sizeOf(user.shape) === size) || reductions.has(user.kernel),
    );
    const changes = invariant.has(node.id) && own.some((user) => !invariant.has(user.id));
    if (kept.has(node.id) || own.length === 0 || !overOwnElements || changes) continue;
    const repeated = own.length > 1;
    const { cost, reads } = expression;
    const fits = repeated
      ? cost <= limits.repeatedCost && reads.size <= limits.repeatedReads
      : cost <= limits.cost && reads.size <= limits.reads;
    if (fits) inlined.add(node.id);
  }
  return { inlined, invariant };
}

/** For each node the one whose elements it has in the same order: reshapes lead back to what they reshape. */
export function rootsOf({ nodes }: Graph): ValueId[] {
  const roots: ValueId[] = [];
  for (const { id, kernel, inputs } of nodes) roots.push(kernel === 'Reshape' ? roots[inputs[0]!]! : id);
  return roots;
}

function usersOf({ nodes }: Graph, root: readonly ValueId[]): Map<ValueId, GraphNode[]> {
  const users = new Map<ValueId, GraphNode[]>();
  for (const node of nodes) {
    if (node.kernel === 'Reshape') continue;
    for (const id of new Set(node.inputs.map((input) => root[input]!))) {
      const list = users.get(id);
      if (list) list.push(node);
      else users.set(id, [node]);
    }
  }
  return users;
}

function expressionOf(
  node: GraphNode,
  graph: Graph,
  root: readonly ValueId[],
  expressions: ReadonlyMap<ValueId, Expression>,
  inlined: ReadonlySet<ValueId>,
): Expression {
  const size = sizeOf(node.shape);
  const reads = new Set<ValueId>();
  let { cost } = elementwiseOp(node.kernel)!;
  for (const input of new Set(node.inputs.map((id) => root[id]!))) {
    const operand = graph.nodes[input]!;
    if (inlined.has(input)) {
      const inner = expressions.get(input)!;
      cost += inner.cost;
      inner.reads.forEach((id) => reads.add(id));
    } else if (sizeOf(operand.shape) === size && operand.kernel !== 'Fill') reads.add(input);
  }
  return { cost, reads };
}

function invariantsOf({ nodes }: Graph): Set<ValueId> {
  const invariant = new Set<ValueId>();
  for (const { id, kernel, inputs, attrs } of nodes) {
    const own = kernel === 'Placeholder' ? attrs['group'] === 'data' : true;
    if (own && inputs.every((input) => invariant.has(input))) invariant.add(id);
  }
  return invariant;
}
