/**
 * What a loop computes for one vector of eight 32-bit lanes, in single-assignment form. A truth value is a mask: all bits
 * of the lane set, or none.
 */
export type VectorOp =
  | FloatOp
  | BitOp
  | ComparisonOp
  | IntegerOp
  /** Operand `immediate` of the loop. */
  | 'load'
  /** The same 32 bits, `immediate`, in every lane. */
  | 'constant'
  /** `a` where the mask is set, else `b`: (mask, a, b). */
  | 'select'
  /** The entry of `table` that the lowest three bits of the operand number. */
  | 'lookup'
  /** int32 to the nearest float32; float32 to int32, towards zero. */
  | 'toFloat'
  | 'toInteger';

/**
 * `min` and `max` give their second operand when either is NaN, as the instructions do; `round` is to nearest, halves to
 * even; `fma` is a * b + c rounded once.
 */
type FloatOp = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'sqrt' | 'fma' | 'floor' | 'ceil' | 'round';
/** `andNot` is (not a) and b. */
type BitOp = 'and' | 'or' | 'xor' | 'andNot';
/** Ordered comparisons of floats, false for NaN, except `notEqual`, true for NaN. `unordered`: either is NaN. */
type ComparisonOp = 'equal' | 'notEqual' | 'less' | 'lessEqual' | 'unordered';
/**
 * Arithmetic modulo 2^32; shifts by `immediate` bits: left, right with zeros, right with the sign. `shiftLeftBy`: a by as
 * many bits as b says, all of them when b, without a sign, is 32 or more.
 */
type IntegerOp =
  | 'addInteger'
  | 'subInteger'
  | 'mulInteger'
  | 'minInteger'
  | 'maxInteger'
  | 'equalInteger'
  | 'greaterInteger'
  | 'shiftLeft'
  | 'shiftRight'
  | 'shiftRightSigned'
  | 'shiftLeftBy';

/** A value of an expression: the index of the operation that defines it. */
export type Value = number;

export interface Operation {
  readonly op: VectorOp;
  /** Earlier operations. */
  readonly args: readonly Value[];
  /** Bits of a constant (as int32), number of an input of the loop, or distance of a shift. */
  readonly immediate?: number;
  /** Eight entries, as int32. */
  readonly table?: readonly number[];
}

const bitsOf = new Int32Array(1);
const floatOf = new Float32Array(bitsOf.buffer);

/** Collects operations; asking twice for the same one gives the same one. */
export class ExpressionBuilder {
  readonly operations: Operation[] = [];
  private readonly known = new Map<string, Value>();

  add(op: VectorOp, args: readonly Value[], immediate?: number): Value {
    return this.put(`${op} ${args.join()} ${immediate}`, {
      op,
      args,
      ...(immediate !== undefined && { immediate }),
    });
  }

  load(input: number): Value {
    return this.add('load', [], input);
  }

  /** A float32 in every lane. */
  float(value: number): Value {
    floatOf[0] = value;
    return this.integer(bitsOf[0]!);
  }

  /** 32 bits in every lane. */
  integer(bits: number): Value {
    return this.add('constant', [], bits | 0);
  }

  /** One of eight times 32 bits, numbered by the lowest three bits of `index`. */
  lookup(index: Value, table: readonly number[]): Value {
    return this.put(`lookup ${index} ${table.join()}`, { op: 'lookup', args: [index], table });
  }

  private put(key: string, operation: Operation): Value {
    const same = this.known.get(key);
    if (same !== undefined) return same;
    this.operations.push(operation);
    this.known.set(key, this.operations.length - 1);
    return this.operations.length - 1;
  }
}
