import { expect } from 'vitest';
import type { DType } from '#core';
import { elementwiseExpressions } from '../../../../src/engine/plan/expressions/elementwise.ts';
import { ExpressionBuilder, type Value } from '../../../../src/engine/plan/expressions/expression.ts';
import type { Attributes } from '../../../../src/engine/graph/graph.ts';
import { bitsOf, floatOf, interpret } from './interpret.ts';

/** An operand of a kernel: read from memory, or a constant of the loop. */
export interface Operand {
  readonly dtype: DType;
  readonly constant?: number;
}

export interface Evaluated {
  /** The result for one element of each operand. */
  readonly of: (...operands: readonly number[]) => number;
  /** Operations that compute: loads and constants cost no arithmetic. */
  readonly operations: number;
}

const float: Operand = { dtype: 'float32' };

/** The expression of a kernel, ready to be interpreted; bools are 0 and 1. */
export function evaluated(
  kernel: string,
  operands: readonly Operand[] = [float],
  dtype: DType = operands[0]!.dtype,
  attrs: Attributes = {},
): Evaluated {
  const builder = new ExpressionBuilder();
  const args = operands.map((operand, index) => operandValue(builder, operand, index));
  const operandTypes = operands.map((operand) => operand.dtype);
  const value = elementwiseExpressions[kernel]!(builder, args, { attrs, dtype, operandTypes });
  expect(value, `${kernel} of ${operandTypes.join(', ')}`).toBeDefined();
  const { operations } = builder;
  return {
    of: (...values) =>
      decode(dtype, interpret(operations, (index) => encode(operandTypes[index]!, values[index]!))[value!]!),
    operations: operations.filter(({ op }) => op !== 'load' && op !== 'constant').length,
  };
}

function operandValue(builder: ExpressionBuilder, { dtype, constant }: Operand, index: number): Value {
  return constant === undefined ? builder.load(index) : builder.integer(encode(dtype, constant));
}

function encode(dtype: DType, value: number): number {
  if (dtype === 'float32') return bitsOf(value);
  return dtype === 'int32' ? value | 0 : value === 0 ? 0 : -1;
}

function decode(dtype: DType, bits: number): number {
  if (dtype === 'float32') return floatOf(bits);
  if (dtype === 'int32') return bits;
  expect([0, -1]).toContain(bits);
  return bits === 0 ? 0 : 1;
}

/** The distance of neighbours among float32 of this size. */
export function ulp(value: number): number {
  const size = Math.abs(Math.fround(value));
  return size < 2 ** -126 ? 2 ** -149 : 2 ** (((bitsOf(size) >> 23) & 255) - 150);
}
