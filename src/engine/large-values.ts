import { sizeOf } from '#core';
import { describe, type Graph, type PlaceholderGroup } from './graph/graph.ts';

export const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(2)} GiB`;

/** The value with the most elements, what computes it and where, for messages. */
export function largestValue({ nodes }: Graph): string {
  const largest = nodes.reduce((a, b) => (sizeOf(b.shape) > sizeOf(a.shape) ? b : a));
  return `${describe(largest)}, of ${largest.kernel}; called at ${largest.site()}`;
}

/** The place in the step that first uses an array that it is given; or that makes a metric. */
export function placeOfUse(graph: Graph, group: PlaceholderGroup | 'metrics', name: string): string {
  if (group === 'metrics') return graph.nodes[graph.metrics[name]!]!.site();
  const isGiven = (id: number): boolean => {
    const { kernel, attrs } = graph.nodes[id]!;
    return kernel === 'Placeholder' && attrs['group'] === group && attrs['name'] === name;
  };
  return graph.nodes.find(({ inputs }) => inputs.some(isGiven))?.site() ?? 'an unknown place';
}
