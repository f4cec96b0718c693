import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { StepSpecs } from '#engine';
import type { Graph } from '../../src/engine/graph/graph.ts';

/** What was recorded of one program. */
export interface NamedGraph {
  readonly name: string;
  readonly graph: Graph;
  readonly specs: StepSpecs;
}

/** Keeps graphs without the places of their nodes in the step. */
export function saveGraphs(file: string, graphs: readonly NamedGraph[]): void {
  const plain = graphs.map(({ graph, specs, ...rest }) => ({
    ...rest,
    specs: Object.fromEntries(
      Object.entries(specs).map(([group, record]) => [
        group,
        Object.fromEntries(
          Object.entries(record as StepSpecs['state']).map(([name, { dtype, shape }]) => [
            name,
            { dtype, shape: [...shape] },
          ]),
        ),
      ]),
    ),
    graph: { ...graph, nodes: graph.nodes.map((node) => ({ ...node, site: undefined })) },
  }));
  writeFileSync(file, serialize(plain));
}

export function loadGraphs(file: string): NamedGraph[] {
  const plain = deserialize(readFileSync(file)) as NamedGraph[];
  return plain.map((one) => ({
    ...one,
    graph: { ...one.graph, nodes: one.graph.nodes.map((node) => ({ ...node, site: () => 'a step' })) },
  }));
}
