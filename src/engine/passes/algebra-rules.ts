import { elementwiseOp } from '../graph/elementwise-ops.ts';
import type { ValueId } from '../graph/graph.ts';
import type { Candidate, GraphBuilder, Rule } from './builder.ts';

/**
 * Operands of broadcasting ops need not be expanded first: a constant of one value becomes a scalar, and an explicit
 * broadcast is skipped, as long as the remaining operands still span the result's shape.
 */
export const shrinkOperands: Rule = (node, builder) => {
  if (elementwiseOp(node.kernel)?.broadcasts !== true) return undefined;
  const inputs = [...node.inputs];
  let changed = false;
  inputs.forEach((id, index) => {
    const smaller = smallerOperand(builder, id);
    if (smaller === undefined) return;
    const trial = inputs.with(index, smaller);
    if (!spans(builder, trial, node.shape)) return;
    inputs[index] = smaller;
    changed = true;
  });
  return changed ? builder.add({ ...node, inputs }) : undefined;
};

function smallerOperand(builder: GraphBuilder, id: ValueId): ValueId | undefined {
  const operand = builder.node(id);
  if (operand.kernel === 'BroadcastTo') return operand.inputs[0];
  if (operand.kernel !== 'Fill' || operand.shape.length === 0) return undefined;
  return builder.derive(operand, 'Fill', [], operand.attrs, []);
}

/** Whether broadcasting the operands alone gives `shape`. */
function spans(builder: GraphBuilder, operands: readonly ValueId[], shape: readonly number[]): boolean {
  const shapes = operands.map((id) => builder.node(id).shape);
  const rank = Math.max(...shapes.map(({ length }) => length));
  const extents = Array.from({ length: rank }, (_, index) =>
    Math.max(...shapes.map((own) => own.at(index - rank) ?? 1)),
  );
  return extents.join() === shape.join();
}

function fillValue(builder: GraphBuilder, id: ValueId | undefined): number | undefined {
  if (id === undefined) return undefined;
  const node = builder.node(id);
  return node.kernel === 'Fill' ? (node.attrs['value'] as number) : undefined;
}

/** The operand itself, spread to the shape that the op would have given it. */
function spread(node: Candidate, builder: GraphBuilder, id: ValueId): ValueId | undefined {
  const operand = builder.node(id);
  return operand.dtype === node.dtype ? builder.derive(node, 'BroadcastTo', [id], {}, node.shape) : undefined;
}

/** x * 1, x + 0, x - 0, x / 1, x ^ 1, x ^ 2, x ^ 0.5. */
export const neutralElements: Rule = (node, builder) => {
  const [a, b] = node.inputs;
  if (a === undefined || b === undefined) return undefined;
  const left = fillValue(builder, a);
  const right = fillValue(builder, b);
  switch (node.kernel) {
    case 'Multiply':
      if (right === 1) return spread(node, builder, a);
      return left === 1 ? spread(node, builder, b) : undefined;
    case 'Add':
      if (right === 0) return spread(node, builder, a);
      return left === 0 ? spread(node, builder, b) : undefined;
    case 'Sub':
      return right === 0 ? spread(node, builder, a) : undefined;
    case 'RealDiv':
      return right === 1 ? spread(node, builder, a) : undefined;
    case 'Pow':
      return power(node, builder, a, right);
    default:
      return undefined;
  }
};

function power(
  node: Candidate,
  builder: GraphBuilder,
  base: ValueId,
  exponent: number | undefined,
): ValueId | undefined {
  if (node.shape.join() !== builder.node(base).shape.join() || node.dtype !== 'float32') return undefined;
  if (exponent === 1) return base;
  if (exponent === 2) return builder.derive(node, 'Square', [base], {}, node.shape);
  return exponent === 0.5 ? builder.derive(node, 'Sqrt', [base], {}, node.shape) : undefined;
}

/** Division by a constant as a product; -(-x). */
export const cheaperForms: Rule = (node, builder) => {
  const [a, b] = node.inputs;
  if (node.kernel === 'RealDiv' && node.dtype === 'float32' && a !== undefined && b !== undefined) {
    const divisor = fillValue(builder, b);
    if (divisor === undefined || !hasExactInverse(divisor)) return undefined;
    const inverse = builder.derive(node, 'Fill', [], { value: 1 / divisor }, builder.node(b).shape);
    return builder.derive(node, 'Multiply', [a, inverse], {}, node.shape);
  }
  if (node.kernel === 'Neg' && a !== undefined && builder.node(a).kernel === 'Neg')
    return builder.node(a).inputs[0];
  return undefined;
};

/** Powers of two whose reciprocal float32 holds: the result is the same to the bit. */
function hasExactInverse(divisor: number): boolean {
  const inverse = 1 / divisor;
  return Number.isInteger(Math.log2(Math.abs(divisor))) && Math.fround(inverse) === inverse && inverse !== 0;
}

/** A sum or mean over a constant of one value. */
export const reduceFills: Rule = (node, builder) => {
  if (node.kernel !== 'Sum' && node.kernel !== 'Mean') return undefined;
  const source = builder.node(node.inputs[0]!);
  if (source.kernel !== 'Fill') return undefined;
  const axes = node.attrs['axes'] as readonly number[];
  const count = node.kernel === 'Mean' ? 1 : axes.reduce((product, axis) => product * source.shape[axis]!, 1);
  const sum = (source.attrs['value'] as number) * count;
  const value = node.dtype === 'int32' ? sum | 0 : Math.fround(sum);
  return builder.derive(node, 'Fill', [], { value }, node.shape);
};
