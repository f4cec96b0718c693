import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { elementwiseExpressions } from '../../../../../src/engine/plan/expressions/elementwise.ts';
import { ExpressionBuilder } from '../../../../../src/engine/plan/expressions/expression.ts';
import { emitMap } from '../../../../../src/engine/native/loops/map.ts';
import { nativeSupport } from '../../../../../src/engine/native/x64/index.ts';
import { runKernel } from '../../../native/run-kernel.ts';
import { evaluated, ulp } from '../evaluate.ts';
import { floatOf } from '../interpret.ts';
import { hardAngles, reduced } from './exact-angles.ts';

/** Each function of a rest in radians, after a number of quarter turns. */
const kernels = {
  Sin: quarterSine,
  Cos: (rest: number, turns: number) => quarterSine(rest, turns + 1),
  Tan: (rest: number, turns: number) => (turns % 2 === 0 ? Math.tan(rest) : -1 / Math.tan(rest)),
};
type Kernel = keyof typeof kernels;

function quarterSine(rest: number, turns: number): number {
  const value = turns % 2 === 0 ? Math.sin(rest) : Math.cos(rest);
  return turns % 4 < 2 ? value : -value;
}

/** `count` float32 of either sign from each power of two in [2^from, 2^to), with random digits. */
function angles(from: number, to: number, count: number): number[] {
  const rng = createRng('quarter turns', `${from} ${to}`);
  return Array.from({ length: to - from }, (_, index) =>
    Array.from(rng.uniforms(count, -1, 1), (draw) => {
      const digits = Math.floor(Math.abs(draw) * 2 ** 23);
      return Math.sign(draw) * floatOf(((from + index + 127) << 23) | digits);
    }),
  ).flat();
}

/** Where a kernel is off by more than is allowed at a value. */
function failures(kernel: Kernel, points: readonly number[], allowed: (value: number) => number): string[] {
  const { of } = evaluated(kernel);
  return points.flatMap((x) => {
    const { rest, turns } = reduced(x);
    const [actual, expected] = [of(x), kernels[kernel](rest, turns)];
    return Math.abs(actual - expected) <= allowed(expected) ? [] : [`${x} gives ${actual}, not ${expected}`];
  });
}

const fourUlps = (value: number): number => 4 * ulp(value);
/** What an error of 2^-40 radians in the angle makes of the value comes on top. */
const beyondFew = (kernel: Kernel) => (value: number) =>
  fourUlps(value) + 2 ** -40 * (kernel === 'Tan' ? 1 + value * value : 1);

const names = Object.keys(kernels) as Kernel[];

describe('angles of any size', () => {
  it.each(names)('%s is right for all powers of two up to where few turns end', (kernel) => {
    expect(failures(kernel, angles(-126, 17, 40), fourUlps)).toEqual([]);
  });

  it.each(names)('%s is right for all powers of two from there to the largest float32', (kernel) => {
    const largest = floatOf(0x7f7fffff);
    const ends = [2 ** 17, 2 ** 17 + 0.5, -(2 ** 17) - 0.5, 1e10, -1e10, 3e38, largest, -largest];
    expect(failures(kernel, [...ends.map(Math.fround), ...angles(17, 128, 100)], beyondFew(kernel))).toEqual(
      [],
    );
  });

  it.each(names)('%s keeps its digits beside whole numbers of quarter turns', (kernel) => {
    const points = hardAngles(17, 128);
    expect(Math.min(...points.map((x) => Math.abs(reduced(x).rest)))).toBeLessThan(2 ** -29);
    expect(failures(kernel, points, beyondFew(kernel))).toEqual([]);
  });

  it('the sign of an angle changes that of the sine and the tangent alone, zeros included', () => {
    const signs = { Sin: -1, Cos: 1, Tan: -1 };
    for (const kernel of names) {
      const { of } = evaluated(kernel);
      for (const x of [0, ...angles(-126, 128, 3)]) expect(of(-x)).toBe(signs[kernel] * of(x));
    }
  });

  it.runIf(nativeSupport().available).each(names)('%s as machine code gives the same bits', (kernel) => {
    const points = [0, -0, Infinity, -Infinity, NaN, ...angles(-126, 128, 3), ...hardAngles(17, 128)];
    const builder = new ExpressionBuilder();
    const info = { attrs: {}, dtype: 'float32', operandTypes: ['float32'] } as const;
    const value = elementwiseExpressions[kernel]!(builder, [builder.load(0)], info)!;
    const { of } = evaluated(kernel);
    const arena = new Float32Array(2 * points.length + 32);
    arena.set(points, 16);
    const to = { offset: 4 * (points.length + 16), strides: [1] };
    const inputs = [{ offset: 64, strides: [1] }];
    const { operations } = builder;
    const map = {
      kind: 'map',
      shape: [points.length],
      inputs,
      operations,
      outputs: [{ value, to }],
    } as const;
    runKernel((asm) => emitMap(asm, map, { index: 0, count: 1 }), arena);
    const results = arena.subarray(points.length + 16, 2 * points.length + 16);
    expect([...results]).toEqual(points.map((x) => of(x)));
  });
});
