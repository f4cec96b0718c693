import type { Graph, GraphNode, PlaceholderGroup, ValueId } from '../../graph/graph.ts';
import {
  type Assumption,
  everythingSplit,
  outputsOf,
  placeholderKey,
  type WantedOutput,
} from './assumption.ts';
import { blockShape, type Part } from './cut.ts';
import { type Plan, wantedParts } from './wanted-parts.ts';

/** Names of what is the same for every replica; all else is cut into one block a replica, in row-major order. */
export interface SharedNames {
  readonly state: ReadonlySet<string>;
  readonly input: ReadonlySet<string>;
  readonly data: ReadonlySet<string>;
  readonly metrics: ReadonlySet<string>;
}

/** The step of one replica out of several. */
export interface OneReplica {
  readonly graph: Graph;
  readonly replicas: number;
  readonly shared: SharedNames;
}

/**
 * The graph of one replica: given block i of what is split and the whole of what is shared, it computes block i of the
 * whole graph's results. Undefined when the replicas, or whatever else the leading axes are, do not go their own ways.
 *
 * It starts from the assumption that everything is split whose leading extent allows it, and takes back what proves to
 * be needed whole, such as a data set of which every replica picks rows.
 */
export function splitReplicas(graph: Graph, replicas: number): OneReplica | undefined {
  if (replicas === 1) return { graph, replicas, shared: nothingShared };
  let assumption = everythingSplit(graph, replicas);
  for (;;) {
    const found = wantedParts(graph, assumption);
    if ('plan' in found) {
      const outputs = outputsOf(graph, assumption);
      if (!isUseful(graph, outputs)) return undefined;
      const shared = sharedNames(graph, assumption, outputs);
      return { graph: oneReplica(graph, found.plan, outputs, replicas), replicas, shared };
    }
    const { conflicts } = found;
    const split = new Set([...assumption.split].filter((key) => !conflicts.has(key)));
    assumption = { replicas, split };
  }
}

const nothingShared: SharedNames = {
  state: new Set(),
  input: new Set(),
  data: new Set(),
  metrics: new Set(),
};

/** Whether any tensor of the state is split, or any metric of a step without state. */
function isUseful({ state }: Graph, outputs: readonly WantedOutput[]): boolean {
  const hasState = Object.keys(state).length > 0;
  return outputs.some(({ group, part }) => part !== 'whole' && (group === 'state' || !hasState));
}

function sharedNames(graph: Graph, { split }: Assumption, outputs: readonly WantedOutput[]): SharedNames {
  const read = (wanted: PlaceholderGroup): string[] =>
    graph.nodes
      .filter((node) => node.attrs['group'] === wanted && !split.has(placeholderKey(node)!))
      .map((node) => node.attrs['name'] as string);
  const given = (wanted: WantedOutput['group']): string[] =>
    outputs.filter(({ group, part }) => group === wanted && part === 'whole').map(({ name }) => name);
  return {
    state: new Set(given('state')),
    input: new Set(read('input')),
    data: new Set(read('data')),
    metrics: new Set(given('metric')),
  };
}

/** The wanted parts as nodes, in the order of the whole graph. */
function oneReplica(graph: Graph, plan: Plan, outputs: readonly WantedOutput[], replicas: number): Graph {
  const nodes: GraphNode[] = [];
  const ids = new Map<ValueId, Map<Part, ValueId>>();
  const idOf = (id: ValueId, part: Part): ValueId => ids.get(id)!.get(part)!;
  for (const node of graph.nodes) {
    const parts = new Map<Part, ValueId>();
    for (const [part, { operands, attrs = node.attrs }] of plan.get(node.id) ?? []) {
      const inputs = operands.map((operand, index) => idOf(node.inputs[index]!, operand));
      const shape = part === 'whole' ? node.shape : blockShape(node.shape, part, replicas);
      parts.set(part, nodes.length);
      nodes.push({ ...node, id: nodes.length, inputs, attrs, shape });
    }
    ids.set(node.id, parts);
  }
  const named = (wanted: WantedOutput['group']): Record<string, ValueId> =>
    Object.fromEntries(
      outputs.filter(({ group }) => group === wanted).map(({ name, id, part }) => [name, idOf(id, part)]),
    );
  return { nodes, state: named('state'), metrics: named('metric') };
}
