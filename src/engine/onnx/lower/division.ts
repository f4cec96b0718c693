import { attribute, type GraphWriter } from '../graph-writer.ts';
import { cast, type Lowering, type LoweringTable } from './types.ts';

/** The remainder of int32 or float32 with the sign of the divisor; NaN where the quotient is infinite in float32. */
const floorMod: Lowering = (node, { writer, full }) => {
  const [a, b] = node.inputs.map((id) => full(id)) as [string, string];
  if (node.dtype === 'int32') return integerMod(writer, a, b);
  // A quotient rounded to float32 would lose remainders near 0 and b.
  const remainder = writer.op('Mod', [a, b], { attributes: { fmod: attribute.int(1) } });
  const withDivisorsSign = writer.op('Where', [
    haveOppositeSigns(writer, remainder, b),
    writer.op('Add', [remainder, b]),
    remainder,
  ]);
  const overflows = writer.op('IsInf', [writer.op('Div', [a, b])]);
  return writer.op('Where', [overflows, writer.scalar('float32', NaN), withDivisorsSign]);
};

/** Where two float32 that are not zero have different signs. */
function haveOppositeSigns(writer: GraphWriter, a: string, b: string): string {
  const signs = [a, b].map((name) => writer.op('Sign', [name]));
  return writer.op('Less', [writer.op('Mul', signs), writer.scalar('float32', 0)]);
}

/** a - floor(a / b) b, or 0 by zero: ONNX Runtime's Mod ends the process at -2^31 mod -1. */
function integerMod(writer: GraphWriter, a: string, b: string): string {
  const floor = integerQuotient(writer, a, b, true);
  const [dividend, quotient, divisor] = [a, floor, b].map((name) => cast(writer, name, 'int64')) as [
    string,
    string,
    string,
  ];
  const rest = cast(writer, writer.op('Sub', [dividend, writer.op('Mul', [quotient, divisor])]), 'int32');
  return zeroWhereDivisorIsZero(writer, b, rest);
}

/**
 * The quotient of int32, rounded down or towards zero, as int64; ONNX Runtime's Div ends the process by zero. It is taken in
 * double precision, in which rounding cannot reach the next whole number.
 */
function integerQuotient(writer: GraphWriter, a: string, b: string, roundDown: boolean): string {
  const zero = writer.op('Equal', [b, writer.scalar('int32', 0)]);
  const divisor = writer.op('Where', [zero, writer.scalar('int32', 1), b]);
  const operands = [a, divisor].map((name) => cast(writer, name, 'float64'));
  const quotient = writer.op('Div', operands);
  return cast(writer, roundDown ? writer.op('Floor', [quotient]) : quotient, 'int64');
}

function zeroWhereDivisorIsZero(writer: GraphWriter, b: string, result: string): string {
  const zero = writer.scalar('int32', 0);
  return writer.op('Where', [writer.op('Equal', [b, zero]), zero, result]);
}

/** The quotient rounded down, to a whole number as in TF.js; where it is none of int32, the least one, as in a cast. */
const floorDiv: Lowering = (node, { writer, full, node: lookup }) => {
  const [a, b] = node.inputs.map((id) => full(id)) as [string, string];
  if (lookup(node.inputs[0]!).dtype === 'int32') {
    return zeroWhereDivisorIsZero(writer, b, cast(writer, integerQuotient(writer, a, b, true), 'int32'));
  }
  const magnitude = writer.op('Abs', [writer.op('Div', [a, b])]);
  const fits = writer.op('Less', [magnitude, writer.scalar('float32', 2 ** 31)]);
  const operands = [a, b].map((name) => cast(writer, name, 'float64'));
  const quotient = writer.op('Div', operands);
  const floor = cast(writer, writer.op('Floor', [quotient]), 'int32');
  // By an infinite divisor the quotient is zero, or as little below it as can be.
  const isZero = writer.op('Equal', [quotient, cast(writer, writer.scalar('float32', 0), 'float64')]);
  const isBelow = writer.op('And', [isZero, haveOppositeSigns(writer, a, b)]);
  const rounded = writer.op('Where', [isBelow, writer.scalar('int32', -1), floor]);
  return writer.op('Where', [fits, rounded, writer.scalar('int32', -(2 ** 31))]);
};

const divide: Lowering = (node, { writer, full }) => {
  const [a, b] = node.inputs.map((id) => full(id)) as [string, string];
  if (node.dtype !== 'int32') return writer.op('Div', [a, b]);
  return zeroWhereDivisorIsZero(writer, b, cast(writer, integerQuotient(writer, a, b, false), 'int32'));
};

/** Quotients and remainders. Those of int32 by zero are 0. */
export const divisionLowerings: LoweringTable = { Mod: floorMod, FloorDiv: floorDiv, RealDiv: divide };
