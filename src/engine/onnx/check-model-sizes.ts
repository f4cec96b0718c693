import { sizeOf } from '#core';
import { StepError } from '../errors.ts';
import { gibibytes, placeOfUse } from '../large-values.ts';
import { describe, type Graph, type GraphNode, type PlaceholderGroup } from '../graph/graph.ts';

/** A file of protocol buffers counts its bytes, and kernels of ONNX Runtime elements, in whole numbers of 32 bits with a sign. */
const most = 2 ** 31 - 1;

/**
 * Checks what a model would hold, before it is written.
 * @param mostBytes of all constants together; given by tests
 * @throws StepError with sizes, and the place in the step of the largest value or constant
 */
export function checkModelSizes(graph: Graph, mostBytes = most): void {
  const large = graph.nodes.find(({ shape }) => sizeOf(shape) > most);
  if (large) {
    throw new StepError(
      `${describe(large)} has ${sizeOf(large.shape)} elements, and ONNX Runtime counts to ${most}; ${placeOf(graph, large)}`,
      'train fewer replicas at a time, take smaller batches or layers, or run with --engine reference',
    );
  }
  const constants = graph.nodes.filter(({ kernel }) => kernel === 'Const');
  const total = constants.reduce((sum, node) => sum + bytesOf(node), 0);
  if (total <= mostBytes) return;
  const largest = constants.reduce((a, b) => (bytesOf(b) > bytesOf(a) ? b : a));
  throw new StepError(
    `the constants of the step take ${gibibytes(total)}, and a model for ONNX Runtime holds less than ${gibibytes(mostBytes)}; the largest is ${describe(largest)}; ${placeOf(graph, largest)}`,
    'hand large arrays to the step as data',
  );
}

const bytesOf = ({ attrs }: GraphNode): number => (attrs['values'] as ArrayBufferView).byteLength;

/** Where a value is made; of an array that the step is given, where it is used. */
function placeOf(graph: Graph, { kernel, attrs, site }: GraphNode): string {
  if (kernel !== 'Placeholder') return `${kernel === 'Const' ? 'used' : `of ${kernel}; called`} at ${site()}`;
  const { group, name } = attrs as { group: PlaceholderGroup; name: string };
  return `${group} '${name}', used at ${placeOfUse(graph, group, name)}`;
}
