import { StepError } from '../errors.ts';
import { gibibytes, largestValue } from '../large-values.ts';
import type { Graph } from '../graph/graph.ts';

/** Addresses and steps between blocks are whole numbers of 32 bits with a sign. */
const mostBytes = 2 ** 31 - 1;

/**
 * Checks what machine code must reach, before any of it is allocated.
 * @param graph of one replica
 * @param arenaBytes what one replica needs at a time
 * @param strides bytes from one step's block of a named array to the next
 * @throws StepError with sizes, the largest value and its place in the step
 */
export function checkSizes(
  graph: Graph,
  arenaBytes: number,
  strides: readonly (readonly [name: string, bytes: number])[],
): void {
  const wide = strides.find(([, bytes]) => bytes > mostBytes);
  if (wide) {
    throw new StepError(
      `'${wide[0]}' has ${gibibytes(wide[1])} in each step, and compiled steps reach 2 GiB`,
      'train fewer replicas at a time or take smaller batches, or run with --engine reference',
    );
  }
  if (arenaBytes <= mostBytes) return;
  throw new StepError(
    `one replica of the step needs ${gibibytes(arenaBytes)}, and compiled steps reach 2 GiB; ` +
      `its largest value is ${largestValue(graph)}`,
    'take smaller batches or layers, or run with --engine reference',
  );
}
