import { attribute, type GraphWriter } from '../graph-writer.ts';
import { cast, type Lowering, type LoweringTable } from './types.ts';

/** The remainder of int32 or float32 with the sign of the divisor; NaN where the quotient is infinite in float32. */
const floorMod: Lowering = (node, { writer, full }) => {
  const [a, b] = node.inputs.map((id) => full(id)) as [string, string];
  if (node.dtype === 'int32') return wholeMod(writer, a, b);
  // A quotient rounded to float32 would lose remainders near 0 and b.
  const remainder = writer.op('Mod', [a, b], { attributes: { fmod: attribute.int(1) } });
  const moved = writer.op('Where', [
    areOpposite(writer, remainder, b),
    writer.op('Add', [remainder, b]),
    remainder,
  ]);
  const tooLarge = writer.op('IsInf', [writer.op('Div', [a, b])]);
  return writer.op('Where', [tooLarge, writer.scalar('float32', NaN), moved]);
};

/** Where two float32 that are not zero have different signs. */
function areOpposite(writer: GraphWriter, a: string, b: string): string {
  const signs = [a, b].map((name) => writer.op('Sign', [name]));
  return writer.op('Less', [writer.op('Mul', signs), writer.scalar('float32', 0)]);
}

/** a - floor(a / b) b, or 0 by zero: ONNX Runtime's Mod ends the process at -2^31 mod -1. */
function wholeMod(writer: GraphWriter, a: string, b: string): string {
  const floor = wholeQuotient(writer, a, b, true);
  const [dividend, quotient, divisor] = [a, floor, b].map((name) => cast(writer, name, 'int64')) as [
    string,
    string,
    string,
  ];
  const rest = cast(writer, writer.op('Sub', [dividend, writer.op('Mul', [quotient, divisor])]), 'int32');
  return zeroByZero(writer, b, rest);
}

/**
 * The quotient of int32, rounded down or towards zero, as int64; ONNX Runtime's Div ends the process by zero. It is taken in
 * double precision, in which rounding cannot reach the next whole number.
 */
function wholeQuotient(writer: GraphWriter, a: string, b: string, down: boolean): string {
  const zero = writer.op('Equal', [b, writer.scalar('int32', 0)]);
  const divisor = writer.op('Where', [zero, writer.scalar('int32', 1), b]);
  const operands = [a, divisor].map((name) => cast(writer, name, 'float64'));
  const quotient = writer.op('Div', operands);
  return cast(writer, down ? writer.op('Floor', [quotient]) : quotient, 'int64');
}

function zeroByZero(writer: GraphWriter, b: string, result: string): string {
  const zero = writer.scalar('int32', 0);
  return writer.op('Where', [writer.op('Equal', [b, zero]), zero, result]);
}

/** The quotient rounded down, to a whole number as in TF.js; where it is none of int32, the least one, as in a cast. */
const floorDiv: Lowering = (node, { writer, full, node: lookup }) => {
  const [a, b] = node.inputs.map((id) => full(id)) as [string, string];
  if (lookup(node.inputs[0]!).dtype === 'int32') {
    return zeroByZero(writer, b, cast(writer, wholeQuotient(writer, a, b, true), 'int32'));
  }
  const size = writer.op('Abs', [writer.op('Div', [a, b])]);
  const fits = writer.op('Less', [size, writer.scalar('float32', 2 ** 31)]);
  const operands = [a, b].map((name) => cast(writer, name, 'float64'));
  const quotient = writer.op('Div', operands);
  const floor = cast(writer, writer.op('Floor', [quotient]), 'int32');
  // By an infinite divisor the quotient is zero, or as little below it as can be.
  const isZero = writer.op('Equal', [quotient, cast(writer, writer.scalar('float32', 0), 'float64')]);
  const isBelow = writer.op('And', [isZero, areOpposite(writer, a, b)]);
  const whole = writer.op('Where', [isBelow, writer.scalar('int32', -1), floor]);
  return writer.op('Where', [fits, whole, writer.scalar('int32', -(2 ** 31))]);
};

const divide: Lowering = (node, { writer, full }) => {
  const [a, b] = node.inputs.map((id) => full(id)) as [string, string];
  if (node.dtype !== 'int32') return writer.op('Div', [a, b]);
  return zeroByZero(writer, b, cast(writer, wholeQuotient(writer, a, b, false), 'int32'));
};

/** Quotients and remainders. Those of int32 by zero are 0. */
export const divisionLowerings: LoweringTable = { Mod: floorMod, FloorDiv: floorDiv, RealDiv: divide };
