import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { evaluated, ulp } from './evaluate.ts';

type Real = (x: number) => number;

interface Accuracy {
  /** Largest error in units of the last place of the true result, measured on fifty times as many points. */
  readonly ulps: number;
  /** Intervals of operands: one end and the other. Those over several powers of ten are sampled by their logarithm. */
  readonly intervals: readonly (readonly [number, number])[];
  readonly operations: number;
}

const logistic: Real = (x) => 1 / (1 + Math.exp(-x));
const softplus: Real = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const elu: Real = (x) => (x < 0 ? Math.expm1(x) : x);
const selu: Real = (x) => 1.0507009873554805 * (x < 0 ? 1.6732632423543772 * Math.expm1(x) : x);

/** The error function by its series, and by the continued fraction of its complement where that is quicker. */
function errorFunction(x: number): number {
  const size = Math.abs(x);
  let sum = 0;
  if (size < 2.5) {
    let term = size;
    for (let n = 0; n < 60; n++) {
      sum += term / (2 * n + 1);
      term *= -(size * size) / (n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  for (let n = 60; n > 0; n--) sum = n / 2 / (size + sum);
  return Math.sign(x) * (1 - Math.exp(-size * size) / (size + sum) / Math.sqrt(Math.PI));
}

const functions: readonly (readonly [string, Real, Accuracy])[] = [
  ['Exp', Math.exp, { ulps: 2.1, operations: 14, intervals: [[-1, 1], [-87.3, 88.72]] }],
  ['Expm1', Math.expm1, { ulps: 1.6, operations: 16, intervals: [[-1, 1], [1e-20, 1e-3], [-20, 88.7]] }],
  ['Log', Math.log, { ulps: 0.9, operations: 27, intervals: [[0.9, 1.1], [1e-44, 3.4e38]] }],
  ['Log1p', Math.log1p, { ulps: 1.4, operations: 28, intervals: [[-0.9999999, 3], [1e-20, 3.4e38], [-1e-20, -0.9]] }],
  ['Sigmoid', logistic, { ulps: 2.2, operations: 15, intervals: [[-1, 1], [-87, 30]] }],
  ['Softplus', softplus, { ulps: 2.7, operations: 25, intervals: [[-3, 3], [-87, 30]] }],
  ['Tanh', Math.tanh, { ulps: 2.4, operations: 19, intervals: [[-1, 1], [1e-20, 10], [-10, 10]] }],
  ['Elu', elu, { ulps: 1.6, operations: 16, intervals: [[-1, 1], [-20, 1]] }],
  ['Selu', selu, { ulps: 2.5, operations: 18, intervals: [[-1, 1], [-20, 1]] }],
  ['Erf', errorFunction, { ulps: 1.5, operations: 31, intervals: [[-1, 1], [1e-20, 5], [-5, 5]] }],
  ['Sin', Math.sin, { ulps: 1.6, operations: 50, intervals: [[-4, 4], [-1e5, 1e5], [1e-20, 1]] }],
  ['Cos', Math.cos, { ulps: 1.6, operations: 50, intervals: [[-4, 4], [-1e5, 1e5], [1e-20, 1]] }],
  ['Tan', Math.tan, { ulps: 3, operations: 49, intervals: [[-1.6, 1.6], [-1e5, 1e5], [1e-20, 1]] }],
  ['Asin', Math.asin, { ulps: 2.4, operations: 17, intervals: [[-1, 1], [1e-20, 1]] }],
  ['Acos', Math.acos, { ulps: 1.4, operations: 21, intervals: [[-1, 1], [0.99, 1]] }],
  ['Atan', Math.atan, { ulps: 1.9, operations: 19, intervals: [[-2, 2], [1e-20, 3.4e38]] }],
  ['Sinh', Math.sinh, { ulps: 1.8, operations: 26, intervals: [[-2, 2], [1e-20, 1], [-89.41, 89.41]] }],
  ['Cosh', Math.cosh, { ulps: 1.4, operations: 16, intervals: [[-2, 2], [-89.41, 89.41]] }],
  ['Asinh', Math.asinh, { ulps: 1.6, operations: 41, intervals: [[-3, 3], [1e-20, 3.4e38], [-3.4e38, -1e9]] }],
  ['Acosh', Math.acosh, { ulps: 2.8, operations: 37, intervals: [[1, 1.1], [1, 3.4e38]] }],
  ['Atanh', Math.atanh, { ulps: 2, operations: 35, intervals: [[-1, 1], [1e-20, 0.1]] }],
]; // prettier-ignore

const points = 2000;

/** `points` float32 between two ends, one in each of as many equal parts. */
function samples([from, to]: readonly [number, number], stream: string): number[] {
  const uniforms = createRng('functions', stream).uniforms(points, 0, 1);
  const wide = from * to > 0 && Math.abs(Math.log10(to / from)) > 3;
  return Array.from(uniforms, (uniform, index) => {
    const part = (index + uniform) / points;
    return Math.fround(wide ? from * (to / from) ** part : from + (to - from) * part);
  });
}

describe('functions', () => {
  it.each(functions)('%s is off by few units of the last place', (kernel, real, { ulps, intervals }) => {
    const { of } = evaluated(kernel);
    const errors = intervals.flatMap((interval) =>
      samples(interval, `${kernel} ${interval.join()}`).map((x) => {
        const expected = real(x);
        const actual = of(x);
        // Infinite at an end of its interval, like the area hyperbolic tangent of 1.
        const error = actual === Math.fround(expected) ? 0 : Math.abs(actual - expected) / ulp(expected);
        return { x, actual, expected, error };
      }),
    );
    expect(errors.filter(({ error }) => !(error <= ulps))).toEqual([]);
  });

  it.each(functions)('%s takes no more operations than it did', (kernel, _, { operations }) => {
    expect(evaluated(kernel).operations).toBeLessThanOrEqual(operations);
  });
});

describe('special values', () => {
  const inf = Infinity;
  const halfPi = Math.fround(Math.PI / 2);
  const pi = Math.fround(Math.PI);
  it.each<[string, readonly (readonly [number, number])[]]>([
    ['Exp', [[0, 1], [-0, 1], [inf, inf], [-inf, 0], [88.73, inf], [3e38, inf], [-200, 0], [-3e38, 0]]],
    ['Expm1', [[0, 0], [-0, 0], [inf, inf], [-inf, -1], [88.73, inf], [3e38, inf], [-50, -1], [1e-40, 1e-40]]],
    ['Log', [[1, 0], [0, -inf], [-0, -inf], [-1e-40, NaN], [-1, NaN], [inf, inf], [-inf, NaN]]],
    ['Log1p', [[0, 0], [-0, 0], [-1, -inf], [-1.5, NaN], [inf, inf], [-inf, NaN], [1e-40, 1e-40]]],
    ['Sigmoid', [[0, 0.5], [inf, 1], [-inf, 0], [200, 1], [-200, 0], [3e38, 1], [-3e38, 0]]],
    ['Softplus', [[inf, inf], [-inf, 0], [200, 200], [-200, 0], [3e38, 3e38]]],
    ['Tanh', [[0, 0], [-0, -0], [inf, 1], [-inf, -1], [10, 1], [-3e38, -1], [1e-40, 1e-40]]],
    ['Elu', [[0, 0], [inf, inf], [-inf, -1], [3e38, 3e38], [-1e-40, -1e-40]]],
    ['Selu', [[0, 0], [inf, inf], [-inf, -1.7580993408473766]]],
    ['Erf', [[0, 0], [-0, -0], [inf, 1], [-inf, -1], [4, 1], [-9, -1], [3e38, 1]]],
    ['Sin', [[0, 0], [-0, -0], [inf, NaN], [-inf, NaN], [1e-40, 1e-40]]],
    ['Cos', [[0, 1], [-0, 1], [inf, NaN], [-inf, NaN]]],
    ['Tan', [[0, 0], [-0, -0], [inf, NaN], [-inf, NaN]]],
    ['Asin', [[0, 0], [-0, -0], [1, halfPi], [-1, -halfPi], [1.0001, NaN], [-2, NaN], [inf, NaN]]],
    ['Acos', [[0, halfPi], [1, 0], [-1, pi], [1.0001, NaN], [-2, NaN], [-inf, NaN]]],
    ['Atan', [[0, 0], [-0, -0], [inf, halfPi], [-inf, -halfPi], [1e-40, 1e-40]]],
    ['Sinh', [[0, 0], [-0, -0], [inf, inf], [-inf, -inf], [89.42, inf], [-100, -inf], [3e38, inf]]],
    ['Cosh', [[0, 1], [inf, inf], [-inf, inf], [89.42, inf], [-100, inf], [3e38, inf]]],
    ['Asinh', [[0, 0], [-0, -0], [inf, inf], [-inf, -inf], [1e-40, 1e-40]]],
    ['Acosh', [[1, 0], [0.99, NaN], [-1, NaN], [-1e6, NaN], [-inf, NaN], [inf, inf]]],
    ['Atanh', [[0, 0], [-0, -0], [1, inf], [-1, -inf], [1.5, NaN], [-inf, NaN]]],
  ])('%s answers as C does, and keeps NaN', (kernel, pairs) => {
    const { of } = evaluated(kernel);
    const answers = [...pairs, [NaN, NaN]].map(([x]) => of(x) + 0);
    expect(answers).toEqual([...pairs, [NaN, NaN]].map(([, y]) => Math.fround(y) + 0));
  }); // prettier-ignore

  it('e^x ends at the largest float32 and below the smallest', () => {
    const { of } = evaluated('Exp');
    const last = Math.fround(88.72283);
    expect(of(last) / Math.exp(last)).toBeCloseTo(1, 6);
    expect(of(88.72284)).toBe(Infinity);
    expect(of(-87.33)).toBeGreaterThan(2 ** -126);
    expect(of(-87.9)).toBe(0);
  });
});
