import { sizeOf } from '#core';
import type { Rule } from './builder.ts';

const sameShape = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** Identity, and casts, reshapes, transposes and slices that change nothing. */
export const dropIdentities: Rule = (node, builder) => {
  const [first] = node.inputs;
  if (first === undefined) return undefined;
  const source = builder.node(first);
  switch (node.kernel) {
    case 'Identity':
      return first;
    case 'Cast':
      return source.dtype === node.dtype ? first : undefined;
    case 'Reshape':
    case 'BroadcastTo':
      return sameShape(source.shape, node.shape) ? first : undefined;
    case 'Tile':
    case 'Slice':
    case 'PadV2':
      return sameShape(source.shape, node.shape) && !isReversing(node.attrs['strides']) ? first : undefined;
    case 'Concat':
      return node.inputs.length === 1 ? first : undefined;
    case 'Sum':
    case 'Mean':
    case 'Max':
    case 'Min':
    case 'Prod':
    case 'All':
    case 'Any':
      return sameShape(source.shape, node.shape) ? first : undefined;
    default:
      return undefined;
  }
};

function isReversing(strides: unknown): boolean {
  return Array.isArray(strides) && strides.some((stride) => stride !== 1);
}

/** Reshape of a reshape; expansion over axes of extent 1 as a broadcast. */
export const mergeReshapes: Rule = (node, builder) => {
  if (node.kernel === 'Tile') {
    const source = builder.node(node.inputs[0]!);
    const reps = node.attrs['reps'] as readonly number[];
    const broadcasts = reps.every((count, axis) => count === 1 || source.shape[axis] === 1);
    return broadcasts ? builder.derive(node, 'BroadcastTo', node.inputs, {}, node.shape) : undefined;
  }
  if (node.kernel !== 'Reshape') return undefined;
  const source = builder.node(node.inputs[0]!);
  if (source.kernel !== 'Reshape') return undefined;
  return builder.derive(node, 'Reshape', source.inputs, {}, node.shape);
};

/** Transposes that keep the order of all axes longer than 1 are reshapes; two in a row are one. */
export const simplifyTransposes: Rule = (node, builder) => {
  if (node.kernel !== 'Transpose') return undefined;
  const source = builder.node(node.inputs[0]!);
  const perm = node.attrs['perm'] as readonly number[];
  const long = perm.filter((axis) => source.shape[axis] !== 1);
  if (long.every((axis, index) => index === 0 || axis > long[index - 1]!)) {
    return builder.derive(node, 'Reshape', [source.id], {}, node.shape);
  }
  if (source.kernel !== 'Transpose') return undefined;
  const inner = source.attrs['perm'] as readonly number[];
  const composed = perm.map((axis) => inner[axis]!);
  return builder.derive(node, 'Transpose', source.inputs, { perm: composed }, node.shape);
};

const spreading = new Set(['Reshape', 'Transpose', 'BroadcastTo', 'Tile', 'Slice', 'Reverse']);

/** Moving the elements of a constant that has one value only. */
export const spreadFills: Rule = (node, builder) => {
  if (!spreading.has(node.kernel)) return undefined;
  const source = builder.node(node.inputs[0]!);
  if (source.kernel !== 'Fill' || sizeOf(node.shape) === 0) return undefined;
  return builder.derive(node, 'Fill', [], source.attrs, node.shape);
};
