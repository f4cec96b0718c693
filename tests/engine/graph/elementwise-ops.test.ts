import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DType } from '#core';
import '#ops';
import { type ElementwiseOp, elementwiseOps } from '../../../src/engine/graph/elementwise-ops.ts';
import { lowerings } from '../../../src/engine/onnx/lower/index.ts';
import { cutRules } from '../../../src/engine/passes/replicas/cut-rules.ts';
import { ExpressionBuilder } from '../../../src/engine/plan/expressions/expression.ts';
import { elementwiseExpressions } from '../../../src/engine/plan/expressions/index.ts';
import { elementwiseKernels } from '../../../src/engine/trace/kernels/elementwise.ts';
import { nodeRules } from '../../../src/engine/verify/node-rules.ts';
import { violationOf } from '../../../src/engine/verify/verify-graph.ts';
import { evaluated } from '../plan/expressions/evaluate.ts';

const ops = Object.entries<ElementwiseOp>(elementwiseOps);
const types: readonly DType[] = ['float32', 'int32', 'bool'];
const attrs = { alpha: 0.5, clipValueMin: -1, clipValueMax: 1, dtype: 'float32' };

/** Types of the operands of a call whose numbers are of one type. */
function operandTypes(name: string, { operands }: ElementwiseOp, type: DType): DType[] {
  return Array.from({ length: operands }, (_, index) => (name === 'Select' && index === 0 ? 'bool' : type));
}

function resultType(name: string, { result }: ElementwiseOp, type: DType): DType {
  if (name === 'Cast') return 'float32';
  return result === 'operand' || result === 'own' ? type : result;
}

/** Vector operations of the op's expression; undefined where there is none for the type. */
function expanded(name: string, op: ElementwiseOp, type: DType): number | undefined {
  const builder = new ExpressionBuilder();
  const given = operandTypes(name, op, type);
  const args = given.map((_, index) => builder.load(index));
  const node = { attrs, dtype: resultType(name, op, type), operandTypes: given };
  const value = elementwiseExpressions[name]?.(builder, args, node);
  const work = builder.operations.filter(({ op: own }) => own !== 'load' && own !== 'constant');
  return value === undefined ? undefined : work.length;
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('the record of elementwise ops', () => {
  it.each([
    ['a tracer', elementwiseKernels],
    ['a rule', nodeRules],
    ['a cut into replicas', cutRules],
    ['an expression', elementwiseExpressions],
    // Identities are gone before a graph is written.
    ['a lowering to ONNX', { ...lowerings, Identity: undefined }],
  ])('every op has %s', (_, table) => {
    expect(Object.keys(elementwiseOps).filter((name) => !Object.hasOwn(table, name))).toEqual([]);
  });

  it.each([
    ['tracer', elementwiseKernels, ['AddN', 'Fill', 'OnesLike', 'ZerosLike']],
    ['expression', elementwiseExpressions, []],
  ])('no other kernel has a %s', (_, table, others) => {
    expect(
      Object.keys(table)
        .filter((name) => !Object.hasOwn(elementwiseOps, name))
        .sort(),
    ).toEqual(others);
  });

  it('an op has an expression for the types that it takes, and for no others', () => {
    const found = ops.map(([name, op]) => [
      name,
      types.filter((type) => expanded(name, op, type) !== undefined),
    ]);
    expect(found).toEqual(ops.map(([name, op]) => [name, op.types]));
  });

  it('costs are about what expressions have of operations', () => {
    const dear = ops.filter(([name, op]) => expanded(name, op, op.types[0]!)! > 3 * op.cost);
    // 6 operations for 1: with another cost, other values would be computed again.
    expect(dear.map(([name]) => name)).toEqual(['Sign']);
  });

  it('operands are repeated of all ops of several but one', () => {
    const whole = ops.filter(([, op]) => op.broadcasts !== op.operands > 1);
    expect(whole.map(([name]) => name)).toEqual(['EluGrad']);
  });

  it.each(ops.filter(([name, op]) => op.passesOn && op.operands < 3 && name !== 'Cast'))(
    '%s rounds nothing',
    (name, { operands }) => {
      const given = Array.from({ length: operands }, () => ({ dtype: 'float32' as const }));
      const { of } = evaluated(name, given, 'float32', attrs);
      const number = fc.float({ noNaN: true });
      fc.assert(
        fc.property(number, number, (a, b) => {
          const known = [a, b, 0, 1, attrs.alpha].map(Math.abs);
          expect(known).toContain(Math.abs(of(...[a, b].slice(0, operands))));
        }),
      );
    },
  );

  it.each(ops.flatMap(([name, op]) => op.types.map((type) => [name, type, op] as const)))(
    '%s of %s has the type and the shape that TensorFlow.js gives it',
    (name, type, op) => {
      // TensorFlow.js repeats the operands of Select before it calls the kernel.
      const second = op.broadcasts && name !== 'Select' ? [1, 3] : [2, 3];
      const shapes = [[2, 3], second, [2, 3]];
      const operands = operandTypes(name, op, type).map((dtype, index) => ({ dtype, shape: shapes[index]! }));
      const result = calledByTfjs(name, op, operands);
      const { dtype, shape } = result;
      expect([dtype, shape]).toEqual([resultType(name, op, type), [2, 3]]);
      expect(violationOf({ kernel: name, attrs, dtype: dtype as DType, shape }, operands)).toBeUndefined();
    },
  );
});

interface Operand {
  readonly dtype: DType;
  readonly shape: readonly number[];
}

const operandNames: Readonly<Record<string, readonly string[]>> = {
  EluGrad: ['dy', 'y'],
  Prelu: ['x', 'alpha'],
  Select: ['condition', 't', 'e'],
};

function calledByTfjs(name: string, op: ElementwiseOp, operands: readonly Operand[]): tf.Tensor {
  const names = operandNames[name] ?? (op.operands === 1 ? ['x'] : ['a', 'b']);
  const tensors = operands.map(({ dtype, shape }) => tf.ones([...shape], dtype));
  return tf.engine().runKernel(name, Object.fromEntries(names.map((own, i) => [own, tensors[i]!])), attrs);
}
