import type { Reduction } from '../../plan/kernels.ts';
import { constant } from './expression.ts';

/** The operator of a reduction, on WGSL expressions. */
export interface Combiner {
  readonly type: 'f32' | 'i32';
  /** Identity element. */
  readonly identity: string;
  /** a op b. */
  readonly of: (a: string, b: string) => string;
}

const float = (bits: number, of: Combiner['of']): Combiner => ({
  type: 'f32',
  identity: `bitcast<f32>(${constant(bits)})`,
  of,
});

const integer = (value: number, of: Combiner['of']): Combiner => ({
  type: 'i32',
  identity: `bitcast<i32>(${constant(value)})`,
  of,
});

const called =
  (name: string): Combiner['of'] =>
  (a, b) =>
    `${name}(${a}, ${b})`;

const onFloats: Readonly<Record<Reduction, Combiner>> = {
  sum: float(0, (a, b) => `${a} + ${b}`),
  prod: float(0x3f800000, (a, b) => `${a} * ${b}`),
  max: float(0xff800000, called('larger')),
  min: float(0x7f800000, called('smaller')),
};

const onIntegers: Readonly<Record<Reduction, Combiner>> = {
  sum: integer(0, (a, b) => `${a} + ${b}`),
  prod: integer(1, (a, b) => `${a} * ${b}`),
  max: integer(-(2 ** 31), called('max')),
  min: integer(2 ** 31 - 1, called('min')),
};

export const combinerOf = (reduction: Reduction, isInteger: boolean): Combiner =>
  (isInteger ? onIntegers : onFloats)[reduction];

/** WGSL functions of combiners. They propagate NaN, tested by its bits: WGSL compilers may assume that there is none. */
export const combinerFunctions = `fn isNan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn larger(a: f32, b: f32) -> f32 { return select(b, a, isNan(a) || (a > b && !isNan(b))); }
fn smaller(a: f32, b: f32) -> f32 { return select(b, a, isNan(a) || (a < b && !isNan(b))); }
`;
