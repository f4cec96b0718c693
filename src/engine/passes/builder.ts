import type { DType } from '#core';
import type { Attributes, Graph, GraphNode, ValueId } from '../graph/graph.ts';

/** A node before it has an id. */
export type Candidate = Omit<GraphNode, 'id'>;

/** Looks at a node that is about to be added and may answer with a value that does as well. */
export type Rule = (candidate: Candidate, builder: GraphBuilder) => ValueId | undefined;

/** Builds a graph in which no node stands twice and every rule has been tried on every node. */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  private readonly known = new Map<string, ValueId>();

  constructor(private readonly rules: readonly Rule[]) {}

  node(id: ValueId): GraphNode {
    return this.nodes[id]!;
  }

  add(candidate: Candidate): ValueId {
    for (const rule of this.rules) {
      const replacement = rule(candidate, this);
      if (replacement !== undefined) return replacement;
    }
    const key = keyOf(candidate);
    const same = key === undefined ? undefined : this.known.get(key);
    if (same !== undefined) return same;
    const id = this.nodes.length;
    this.nodes.push({ ...candidate, id });
    if (key !== undefined) this.known.set(key, id);
    return id;
  }

  /** Adds a node that stands for part of `origin`, from which it has its place in the step. */
  derive(
    origin: Candidate,
    kernel: string,
    inputs: readonly ValueId[],
    attrs: Attributes,
    shape: readonly number[],
    dtype: DType = origin.dtype,
  ): ValueId {
    return this.add({ kernel, inputs, attrs, shape, dtype, site: origin.site });
  }
}

/** Equal keys mean equal values. Constants with many values are not compared. */
function keyOf({ kernel, inputs, attrs, shape, dtype }: Candidate): string | undefined {
  const values = attrs['values'];
  if (typeof values === 'object' && values.length > 64) return undefined;
  const attributes = JSON.stringify(attrs, (_, value: unknown) => {
    if (typeof value === 'number' && (!Number.isFinite(value) || value === 0)) return textOf(value);
    return ArrayBuffer.isView(value) ? Array.from(value as Float32Array, textOf) : value;
  });
  return `${kernel}|${inputs.join()}|${attributes}|${dtype}|${shape.join()}`;
}

const textOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** Rebuilds a graph under `rules`, then drops what no output needs. */
export function rewrite(graph: Graph, rules: readonly Rule[]): Graph {
  const builder = new GraphBuilder(rules);
  const renamed = new Map<ValueId, ValueId>();
  const rename = (id: ValueId): ValueId => renamed.get(id)!;
  for (const { id, ...rest } of graph.nodes) {
    renamed.set(id, builder.add({ ...rest, inputs: rest.inputs.map(rename) }));
  }
  return withoutDeadNodes({
    nodes: builder.nodes,
    ...renamedOutputs(graph, rename),
  });
}

/** What a graph gives back, under the ids of a rebuilt one. */
export function renamedOutputs(
  graph: Graph,
  rename: (id: ValueId) => ValueId,
): Pick<Graph, 'state' | 'metrics'> {
  const renamed = (ids: Readonly<Record<string, ValueId>>): Record<string, ValueId> =>
    Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, rename(id)]));
  return { state: renamed(graph.state), metrics: renamed(graph.metrics) };
}

function withoutDeadNodes(graph: Graph): Graph {
  const live = new Set<ValueId>([...Object.values(graph.state), ...Object.values(graph.metrics)]);
  for (const node of graph.nodes.toReversed()) {
    if (live.has(node.id)) node.inputs.forEach((id) => live.add(id));
  }
  const kept = graph.nodes.filter((node) => live.has(node.id));
  const renamed = new Map(kept.map((node, index) => [node.id, index]));
  const rename = (id: ValueId): ValueId => renamed.get(id)!;
  return {
    nodes: kept.map((node, id) => ({ ...node, id, inputs: node.inputs.map(rename) })),
    ...renamedOutputs(graph, rename),
  };
}
