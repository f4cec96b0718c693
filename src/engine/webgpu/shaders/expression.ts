import type { Value, Operation, VectorOp } from '../../plan/expressions/expression.ts';
import { opaqueZero } from './shader-stage.ts';
import { u32 } from './source.ts';

type Kind = 'bits' | 'float' | 'mask';

/** Writes an expression as WGSL. Values keep the type that they are computed in, and are bitcast at uses. */
export class ExpressionWriter {
  readonly lines: string[] = [];
  private readonly kinds: Kind[] = [];

  constructor(
    private readonly operations: readonly Operation[],
    private readonly load: (input: number) => string,
  ) {
    operations.forEach((_, value) => this.write(value));
  }

  /** The 32 bits of a value. */
  bits(value: Value): string {
    const kind = this.kinds[value];
    if (kind === 'float') return `bitcast<u32>(v${value})`;
    return kind === 'mask' ? `select(0u, 0xffffffffu, v${value})` : `v${value}`;
  }

  float(value: Value): string {
    return this.kinds[value] === 'float' ? `v${value}` : `bitcast<f32>(${this.bits(value)})`;
  }

  private mask(value: Value): string {
    return this.kinds[value] === 'mask' ? `v${value}` : `(bitcast<i32>(${this.bits(value)}) < 0)`;
  }

  private write(value: Value): void {
    const operation = this.operations[value]!;
    const [kind, text] = this.text(operation);
    this.kinds.push(kind);
    this.lines.push(`let v${value} = ${text};`);
  }

  private text(operation: Operation): [Kind, string] {
    const { op, args, immediate = 0, table } = operation;
    if (op === 'load') return ['bits', this.load(immediate)];
    if (op === 'constant') return ['bits', constant(immediate)];
    if (op === 'lookup') return ['bits', lookup(this.bits(args[0]!), table!)];
    if (op === 'select') return this.select(args);
    const float = op === 'fma' && !this.isHorner(operation) ? fused : floats[op];
    if (float) return ['float', this.rounding(operation, float(...this.floatsOf(args)))];
    const comparison = comparisons[op];
    if (comparison) return ['mask', comparison(...(this.floatsOf(args).slice(0, 2) as [string, string]))];
    if (op === 'equalInteger' || op === 'greaterInteger') return ['mask', this.compareIntegers(op, args)];
    return ['bits', integers[op]!(...this.bitsOf(args), immediate)];
  }

  /** Horner steps of polynomials, which add a constant: whether these are rounded once or twice does not matter. */
  private isHorner({ args }: Operation): boolean {
    return this.operations[args[2]!]!.op === 'constant';
  }

  private select(args: readonly Value[]): [Kind, string] {
    const [mask, yes, no] = args as [Value, Value, Value];
    // As bits: what is selected may be an integer, or a NaN whose bits count.
    return ['bits', `select(${this.bits(no)}, ${this.bits(yes)}, ${this.mask(mask)})`];
  }

  private compareIntegers(op: 'equalInteger' | 'greaterInteger', args: readonly Value[]): string {
    const [a, b] = args.map((value) => `bitcast<i32>(${this.bits(value)})`);
    return op === 'equalInteger' ? `${a} == ${b}` : `${a} > ${b}`;
  }

  /** Hides sums with a constant from the optimizer: some add and subtract a large one in order to round. */
  private rounding({ op, args }: Operation, text: string): string {
    const constants = args.map((value) => this.operations[value]!).filter((arg) => arg.op === 'constant');
    const rounds =
      op === 'fma' ? constants.some(({ immediate }) => isLarge(immediate!)) : constants.length > 0;
    if (!rounds || !['add', 'sub', 'fma'].includes(op)) return text;
    return `bitcast<f32>(bitcast<u32>(${text}) ^ ${opaqueZero})`;
  }

  private floatsOf(args: readonly Value[]): [string, string, string] {
    return args.map((value) => this.float(value)) as [string, string, string];
  }

  private bitsOf(args: readonly Value[]): [string, string] {
    return args
      .map((value) => this.bits(value))
      .concat('')
      .slice(0, 2) as [string, string];
  }
}

const exponentOf = (bits: number): number => (bits >>> 23) & 255;

/** Whether a float is finite and 2^22 or more. */
const isLarge = (bits: number): boolean => exponentOf(bits) >= 127 + 22 && exponentOf(bits) < 255;

/**
 * A literal. Infinity and NaN are made opaque, because compilers may assume that there are none (fast math), and so is
 * zero, because they simplify x + 0, which is wrong for minus zero.
 */
export function constant(bits: number): string {
  return bits === 0 || exponentOf(bits) === 255 ? `${u32(bits)} ^ ${opaqueZero}` : u32(bits);
}

function lookup(index: string, table: readonly number[]): string {
  const entries = table.map((entry) => u32(entry));
  for (let bit = 0; entries.length > 1; bit++) {
    for (let pair = 0; pair < entries.length; pair++) {
      const [low, high] = entries.splice(pair, 2) as [string, string];
      entries.splice(pair, 0, `select(${low}, ${high}, (${index} & ${1 << bit}u) != 0u)`);
    }
  }
  return entries[0]!;
}

type Table<F> = Partial<Record<VectorOp, F>>;

const floats: Table<(a: string, b: string, c: string) => string> = {
  add: (a, b) => `${a} + ${b}`,
  sub: (a, b) => `${a} - ${b}`,
  mul: (a, b) => `${a} * ${b}`,
  div: (a, b) => `quotient(${a}, ${b})`,
  min: (a, b) => `select(${b}, ${a}, ${a} < ${b})`,
  max: (a, b) => `select(${b}, ${a}, ${a} > ${b})`,
  sqrt: (a) => `root(${a})`,
  fma: (a, b, c) => `fma(${a}, ${b}, ${c})`,
  floor: (a) => `floor(${a})`,
  ceil: (a) => `ceil(${a})`,
  round: (a) => `round(${a})`,
  toFloat: (a) => `f32(bitcast<i32>(${a}))`,
};

const fused = (a: string, b: string, c: string): string => `fused(${a}, ${b}, ${c})`;

/** WGSL's own `!=` is false for NaN on some devices. */
const comparisons: Table<(a: string, b: string) => string> = {
  equal: (a, b) => `${a} == ${b}`,
  notEqual: (a, b) => `!(${a} == ${b})`,
  less: (a, b) => `${a} < ${b}`,
  lessEqual: (a, b) => `${a} <= ${b}`,
  unordered: (a, b) => `${isNan(a)} || ${isNan(b)}`,
};

/** Whether a float is NaN, by its bits: compilers may assume in comparisons that there is none. */
const isNan = (value: string): string => `((bitcast<u32>(${value}) & 0x7fffffffu) > 0x7f800000u)`;

const signed = (a: string): string => `bitcast<i32>(${a})`;
const extreme = (name: 'min' | 'max', a: string, b: string): string =>
  `bitcast<u32>(${name}(${signed(a)}, ${signed(b)}))`;

const integers: Table<(a: string, b: string, immediate: number) => string> = {
  and: (a, b) => `${a} & ${b}`,
  or: (a, b) => `${a} | ${b}`,
  xor: (a, b) => `${a} ^ ${b}`,
  andNot: (a, b) => `~${a} & ${b}`,
  addInteger: (a, b) => `${a} + ${b}`,
  subInteger: (a, b) => `${a} - ${b}`,
  mulInteger: (a, b) => `${a} * ${b}`,
  minInteger: (a, b) => extreme('min', a, b),
  maxInteger: (a, b) => extreme('max', a, b),
  shiftLeft: (a, _, bits) => (bits > 31 ? '0u' : `${a} << ${u32(bits)}`),
  shiftRight: (a, _, bits) => (bits > 31 ? '0u' : `${a} >> ${u32(bits)}`),
  shiftRightSigned: (a, _, bits) => `bitcast<u32>(${signed(a)} >> ${u32(Math.min(31, bits))})`,
  shiftLeftBy: (a, b) => `select(0u, ${a} << (${b} & 31u), ${b} < 32u)`,
  toInteger: (a) => `towardsZero(${a})`,
};

/** WGSL functions of expressions. In the conversion to int32, out of range and NaN become the least int32, as on x86. */
export const expressionFunctions = `fn towardsZero(bits: u32) -> u32 {
  if ((bits & 0x7fffffffu) >= 0x4f000000u) { return 0x80000000u; }
  return bitcast<u32>(i32(bitcast<f32>(bits)));
}
`;
