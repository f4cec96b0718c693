import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DType } from '#core';
import '#ops';
import { elementwiseExpressions } from '../../../../src/engine/plan/expressions/elementwise.ts';
import type { Attributes } from '../../../../src/engine/graph/graph.ts';
import { elementwiseKernels } from '../../../../src/engine/trace/kernels/elementwise.ts';
import { evaluated, ulp } from './evaluate.ts';

/** A call of a kernel with one element of each operand, and how far from TF.js's own backend the result may be. */
interface Case {
  readonly kernel: string;
  readonly names: readonly string[];
  readonly types: readonly DType[];
  readonly values: fc.Arbitrary<readonly number[]>;
  readonly dtype: DType;
  readonly attrs: Attributes;
  readonly ulps: number;
  readonly floor: number;
}

const specials = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1,
  -1,
  0.5,
  2.5,
  -2.5,
  88,
  -88,
  1e6,
  -1e6,
  3e38,
  -3e38,
  1e-40,
];
const float = (least = -30, most = 30): fc.Arbitrary<number> =>
  fc.oneof(
    { arbitrary: fc.double({ min: least, max: most, noNaN: true }).map(Math.fround), weight: 4 },
    fc.integer({ min: Math.ceil(least * 2), max: Math.floor(most * 2) }).map((half) => half / 2),
    fc.constantFrom(...specials),
  );
const smallInteger = fc.integer({ min: -20, max: 20 });
const anyInteger = fc.oneof(
  smallInteger,
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, -1, 1, 2 ** 24 + 1),
);
const bool = fc.integer({ min: 0, max: 1 });
const valuesOf: Readonly<Record<DType, fc.Arbitrary<number>>> = {
  float32: float(),
  int32: anyInteger,
  bool,
};

interface Options {
  readonly values?: readonly fc.Arbitrary<number>[];
  readonly dtype?: DType;
  readonly attrs?: Attributes;
  readonly ulps?: number;
  readonly floor?: number;
}

function caseOf(
  kernel: string,
  names: readonly string[],
  types: readonly DType[],
  options: Options = {},
): Case {
  const {
    values = types.map((type) => valuesOf[type]),
    dtype = types[0]!,
    attrs = {},
    ulps = 0,
    floor = 0,
  } = options;
  return { kernel, names, types, values: fc.tuple(...values), dtype, attrs, ulps, floor };
}

const unary = (kernel: string, type: DType, options?: Options): Case =>
  caseOf(kernel, ['x'], [type], options);
const binary = (kernel: string, type: DType, options?: Options): Case =>
  caseOf(kernel, ['a', 'b'], [type, type], options);

/** Results that are smaller may be 0. */
const smallestNormal = 2 ** -126;

/** TF.js rounds the function as a double has it: half a unit more than the error of ours. */
const functionCases = [
  ...['Exp', 'Expm1', 'Log', 'Log1p', 'Sigmoid', 'Tanh', 'Sinh', 'Cosh'],
  ...['Asin', 'Acos', 'Atan', 'Asinh', 'Acosh', 'Atanh', 'Rsqrt'],
].map((kernel) => unary(kernel, 'float32', { ulps: 3.5, floor: smallestNormal, values: [float(-3, 3)] }));
const turning = ['Sin', 'Cos', 'Tan'].map((kernel) =>
  unary(kernel, 'float32', { ulps: 3.5, values: [float().filter((x) => !(Math.abs(x) > 2 ** 22))] }),
);
const limits = { clipValueMin: -1.5, clipValueMax: 2 };

const cases: readonly Case[] = [
  ...functionCases,
  ...turning,
  // TF.js takes e^x for log(1 + e^x) below -14, and Abramowitz and Stegun's approximation for the error function.
  unary('Softplus', 'float32', { ulps: 10, floor: smallestNormal }),
  unary('Erf', 'float32', { ulps: 2, floor: 2e-7 }),
  // TF.js subtracts 1 from e^x: near 0 that leaves few digits, of a double.
  ...['Elu', 'Selu'].map((kernel) => unary(kernel, 'float32', { ulps: 3.5, floor: 2e-16 })),
  ...['Abs', 'Neg', 'Square', 'Relu', 'Relu6', 'Identity'].flatMap((kernel) => [
    unary(kernel, 'float32'),
    unary(kernel, 'int32', { values: [fc.integer({ min: -4000, max: 4000 })] }),
  ]),
  ...['Ceil', 'Floor', 'Round', 'Sqrt', 'Reciprocal'].map((kernel) => unary(kernel, 'float32')),
  // Of NaN ours is NaN, TF.js's is 0.
  unary('Sign', 'float32', { values: [float().filter((x) => !Number.isNaN(x))] }),
  unary('Sign', 'int32'),
  ...['IsNan', 'IsInf', 'IsFinite'].map((kernel) => unary(kernel, 'float32', { dtype: 'bool' })),
  unary('LogicalNot', 'bool'),
  unary('Identity', 'bool'),
  ...[0, 0.2, 1, 1.5, -0.5].flatMap((alpha) => [
    unary('LeakyRelu', 'float32', { attrs: { alpha }, ulps: 1 }),
    // Of NaN ours is alpha, TF.js's is NaN.
    unary('Step', 'float32', { attrs: { alpha }, values: [float().filter((x) => !Number.isNaN(x))] }),
    unary('Step', 'int32', { attrs: { alpha } }),
  ]),
  unary('ClipByValue', 'float32', { attrs: limits }),
  unary('ClipByValue', 'int32', { attrs: limits }),
  unary('ClipByValue', 'int32', { attrs: { clipValueMin: -Infinity, clipValueMax: 2 } }),
  ...['Add', 'Sub', 'Maximum', 'Minimum'].flatMap((kernel) => [binary(kernel, 'float32'), binary(kernel, 'int32')]),
  binary('Multiply', 'float32'),
  // TF.js multiplies int32 as doubles.
  binary('Multiply', 'int32', { values: [anyInteger, smallInteger] }),
  binary('Multiply', 'bool'),
  binary('RealDiv', 'float32'),
  binary('RealDiv', 'int32', { values: [anyInteger, anyInteger.filter((x) => x !== 0)] }),
  binary('FloorDiv', 'int32', { values: [anyInteger, anyInteger.filter((x) => x !== 0)] }),
  binary('FloorDiv', 'float32', { dtype: 'int32', values: [float(-1e6, 1e6).filter((a) => !(Math.abs(a) > 1e7)), float(-9, 9).filter((b) => !(Math.abs(b) < 1e-2))] }),
  binary('Mod', 'int32', { values: [anyInteger, anyInteger.filter((x) => x !== 0)] }),
  binary('Pow', 'int32', { values: [smallInteger, fc.integer({ min: -40, max: 10 })] }),
  binary('Pow', 'float32', { values: [float(0, 8), float(-20, 20)], ulps: 3.5 }),
  binary('Pow', 'float32', { values: [float(-8, 8), smallInteger], ulps: 3.5 }),
  binary('Atan2', 'float32', { ulps: 3.5, floor: smallestNormal }),
  binary('SquaredDifference', 'float32', { ulps: 2 }),
  binary('SquaredDifference', 'int32', { values: [smallInteger, smallInteger] }),
  ...['Equal', 'NotEqual', 'Less', 'LessEqual', 'Greater', 'GreaterEqual'].flatMap((kernel) =>
    (['float32', 'int32', 'bool'] as const).map((type) => binary(kernel, type, { dtype: 'bool' })),
  ),
  binary('LogicalAnd', 'bool'),
  binary('LogicalOr', 'bool'),
  caseOf('Prelu', ['x', 'alpha'], ['float32', 'float32']),
  caseOf('EluGrad', ['dy', 'y'], ['float32', 'float32'], { values: [float(), float(-1, 3)], ulps: 2 }),
  ...(['float32', 'int32', 'bool'] as const).flatMap((type) => [
    caseOf('Select', ['condition', 't', 'e'], ['bool', type, type], { dtype: type }),
    ...(['float32', 'int32', 'bool'] as const).map((to) =>
      // float32 outside of int32 have no int32.
      unary('Cast', type, {
        dtype: to,
        attrs: { dtype: to },
        ...(type === 'float32' && to === 'int32' && { values: [fc.double({ min: -1e9, max: 1e9, noNaN: true })] }),
      }),
    ),
  ]),
]; // prettier-ignore

/** The kernel as TF.js's own backend computes it. */
function reference({ kernel, names, types, attrs }: Case, values: readonly number[]): number {
  return tf.tidy(() => {
    const inputs = Object.fromEntries(
      names.map((name, index) => [name, tf.tensor1d([values[index]!], types[index])]),
    );
    const result = tf.engine().runKernel<tf.Tensor>(kernel, inputs, attrs as tf.NamedAttrMap);
    const value = result.dataSync()[0]!;
    return result.dtype === 'float32' ? Math.fround(value) : value;
  });
}

const near = (actual: number, expected: number, { ulps, floor }: Case): boolean =>
  Object.is(actual, expected) ||
  actual === expected ||
  Math.abs(actual - expected) <= ulps * ulp(expected) + floor;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('expressions of kernels', () => {
  it('exist for all that are recorded', () => {
    const never = ['AddN', 'ZerosLike', 'OnesLike', 'Fill'];
    const recorded = Object.keys(elementwiseKernels).filter((kernel) => !never.includes(kernel));
    expect(Object.keys(elementwiseExpressions).sort()).toEqual(recorded.sort());
    expect(new Set(cases.map(({ kernel }) => kernel))).toEqual(new Set(recorded));
  });

  const named = cases.map(
    (one) => [`${one.kernel}(${one.types.join()}) ${JSON.stringify(one.attrs)}`, one] as const,
  );
  it.each(named)('%s is what the reference gives', (_, one) => {
    const { of } = evaluated(one.kernel, one.types.map((dtype) => ({ dtype })), one.dtype, one.attrs); // prettier-ignore
    fc.assert(
      fc.property(one.values, (values) => {
        const [actual, expected] = [of(...values), reference(one, values)];
        if (!near(actual, expected, one)) throw new Error(`${actual}, expected ${expected}`);
      }),
      { numRuns: 300 },
    );
  });
});

describe('operands that are constants', () => {
  const constants = fc.oneof(float(), fc.constantFrom(-2, -1, 0, 1, 2, 3, 4));
  it.each(['Maximum', 'Minimum', 'Pow', 'Multiply'])('%s gives the same', (kernel) => {
    fc.assert(
      fc.property(float(), constants, fc.boolean(), (value, constant, first) => {
        const dtype = 'float32';
        const [fixed, free] = [{ dtype, constant }, { dtype }] as const;
        const values = first ? [constant, value] : [value, constant];
        const short = evaluated(kernel, first ? [fixed, free] : [free, fixed]).of(...values);
        const long = evaluated(kernel, [free, free]).of(...values);
        expect(Object.is(short, long) || Math.abs(short - long) <= 3 * ulp(long) || short === long).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('make whole powers and bounds short', () => {
    const operations = (kernel: string, constant: number): number =>
      evaluated(kernel, [{ dtype: 'float32' }, { dtype: 'float32', constant }]).operations;
    expect([operations('Maximum', 0), operations('Pow', 3), operations('Pow', -2)]).toEqual([1, 2, 2]);
  });
});

describe('types that do not go together', () => {
  it('have no expression', () => {
    expect(() => evaluated('Add', [{ dtype: 'float32' }, { dtype: 'int32' }])).toThrow(
      'Add of float32, int32',
    );
    expect(() => evaluated('Sin', [{ dtype: 'int32' }])).toThrow('Sin of int32');
  });
});
