import type { Graph, GraphNode, PlaceholderGroup, ValueId } from '../../graph/graph.ts';
import { divides, type Part } from './cut.ts';

/** Which placeholders and outputs are taken to be split, by key. */
export interface Assumption {
  readonly replicas: number;
  readonly split: ReadonlySet<string>;
}

/** An output and the part that it has to be. */
export interface WantedOutput {
  readonly group: 'state' | 'metric';
  readonly name: string;
  readonly id: ValueId;
  readonly part: Part;
}

/** A tensor of the state has one key, as placeholder and as output. */
export function keyOf(group: PlaceholderGroup | 'metric', name: string): string {
  return `${group}/${name}`;
}

/** The key of a placeholder; undefined for any other node. */
export function placeholderKey({ kernel, attrs }: GraphNode): string | undefined {
  if (kernel !== 'Placeholder') return undefined;
  return keyOf(attrs['group'] as PlaceholderGroup, attrs['name'] as string);
}

/** The most that can be split: everything whose leading extent the replicas divide. */
export function everythingSplit(graph: Graph, replicas: number): Assumption {
  const split = new Set<string>();
  const consider = (key: string, shape: readonly number[]): void => {
    if (divides(replicas, shape, 0)) split.add(key);
  };
  for (const node of graph.nodes) {
    const key = placeholderKey(node);
    if (key !== undefined) consider(key, node.shape);
  }
  for (const [name, id] of Object.entries(graph.state))
    consider(keyOf('state', name), graph.nodes[id]!.shape);
  for (const name of Object.keys(graph.metrics)) split.add(keyOf('metric', name));
  return { replicas, split };
}

/**
 * The next state, split where the state is, and the metrics: whole where no replica matters, else blocks that lie in
 * one piece.
 */
export function outputsOf(graph: Graph, { split }: Assumption): WantedOutput[] {
  const depends = dependents(graph, split);
  const state = Object.entries(graph.state).map(([name, id]): WantedOutput => {
    return { group: 'state', name, id, part: split.has(keyOf('state', name)) ? 0 : 'whole' };
  });
  const metrics = Object.entries(graph.metrics).map(([name, id]): WantedOutput => {
    const axis = graph.nodes[id]!.shape.findIndex((extent) => extent > 1);
    const isSplit = axis >= 0 && depends[id]! && split.has(keyOf('metric', name));
    return { group: 'metric', name, id, part: isSplit ? axis : 'whole' };
  });
  return [...state, ...metrics];
}

/** For each value, whether it depends on a split placeholder. */
function dependents(graph: Graph, split: ReadonlySet<string>): boolean[] {
  const depends: boolean[] = [];
  for (const node of graph.nodes) {
    const key = placeholderKey(node);
    depends[node.id] = key === undefined ? node.inputs.some((id) => depends[id]!) : split.has(key);
  }
  return depends;
}
