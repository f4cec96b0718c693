import type { Lowering } from './types.ts';

/**
 * The power of int32, modulo 2^32, by squaring: ONNX Runtime's own goes through floats. Powers between 0 and 1 are 0, and
 * so is a negative power of 0.
 */
export const integerPower: Lowering = (node, { writer, full }) => {
  const [base, exponent] = node.inputs.map((id) => full(id)) as [string, string];
  const integer = (value: number): string => writer.scalar('int32', value);
  const equals = (x: string, value: number): string => writer.op('Equal', [x, integer(value)]);
  let [rest, factor, power] = [writer.op('Abs', [exponent]), base, integer(1)];
  let isOdd = '';
  for (let bit = 0; bit < 31; bit++) {
    const half = writer.op('Div', [rest, integer(2)]);
    const used = equals(writer.op('Sub', [rest, writer.op('Mul', [half, integer(2)])]), 1);
    if (bit === 0) isOdd = used;
    power = writer.op('Where', [used, writer.op('Mul', [power, factor]), power]);
    factor = writer.op('Mul', [factor, factor]);
    rest = half;
  }
  const ofMinusOne = writer.op('Where', [isOdd, integer(-1), integer(1)]);
  const otherwise = writer.op('Where', [equals(base, -1), ofMinusOne, integer(0)]);
  const inverse = writer.op('Where', [equals(base, 1), integer(1), otherwise]);
  return writer.op('Where', [writer.op('Less', [exponent, integer(0)]), inverse, power]);
};
