import { StepError } from './errors.ts';
import { describe, type Graph, type ValueId } from './graph/graph.ts';

/** The error of a run in which the gather `id` was to follow an index that its table does not have. */
export function badIndexError({ nodes }: Graph, id: ValueId, index: number): StepError {
  const node = nodes[id]!;
  const table = nodes[node.inputs[0]!]!;
  const rows = table.shape[node.attrs['axis'] as number]!;
  return new StepError(
    `the step failed at ${node.site()}: index ${index} is outside of the ${rows} rows of ${describe(table)}`,
    'check the indices of gathers',
  );
}
