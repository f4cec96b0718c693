import { beforeEach, describe, expect, it } from 'vitest';
import type { ReduceKernel } from '../../../src/engine/plan/kernels.ts';
import { emitReduce } from '../../../src/engine/webgpu/shaders/reduce.ts';
import { reduceForm } from '../../../src/engine/webgpu/shaders/reduce-form.ts';
import { problem } from './adapter-here.ts';
import { oneByOne, runDispatches } from './run-dispatches.ts';

beforeEach((context) => context.skip(problem !== undefined, problem));

interface Layout {
  readonly kept: number;
  readonly reduced: number;
  /** Whether the reduced elements are neighbours, else the kept ones. */
  readonly rows: boolean;
}

/** Mean, largest and smallest value, and the sum of the bits as int32, of each row or column. */
function kernelOf({ kept, reduced, rows }: Layout): ReduceKernel {
  const size = 4 * kept * reduced;
  const to = (output: number) => ({ offset: size + 4 * kept * output, strides: [1, 0] });
  return {
    kind: 'reduce',
    shape: [kept, reduced],
    reduced: [false, true],
    inputs: [{ offset: 0, strides: rows ? [reduced, 1] : [1, kept] }],
    operations: [{ op: 'load', args: [], immediate: 0 }],
    outputs: [
      { value: 0, reduction: 'sum', scale: 1 / reduced, to: to(0) },
      { value: 0, reduction: 'max', to: to(1) },
      { value: 0, reduction: 'min', to: to(2) },
      { value: 0, reduction: 'sum', integer: true, to: to(3) },
    ],
  };
}

async function reducedBy(layout: Layout, values: Float32Array): Promise<Float32Array> {
  const { kept, reduced } = layout;
  const length = kept * reduced + 4 * kept;
  const { stages, scratchBytes } = emitReduce(kernelOf(layout), 4 * length);
  const arena = new Float32Array(length + scratchBytes / 4);
  arena.set(values);
  const [after, again] = await runDispatches(oneByOne(stages), [arena, arena]);
  expect(again).toEqual(after);
  return after!.subarray(kept * reduced, length);
}

const cases: readonly (readonly [string, Layout, Partial<ReturnType<typeof reduceForm>>])[] = [
  ['a few neighbours each', { kept: 50, reduced: 128, rows: true }, { parts: 1, splits: 1 }],
  ['rows by workgroups', { kept: 9, reduced: 1000, rows: true }, { columns: 1, parts: 64, splits: 1 }],
  ['columns by workgroups', { kept: 21, reduced: 300, rows: false }, { columns: 32, parts: 8, splits: 1 }],
  ['long rows in parts', { kept: 3, reduced: 70_001, rows: true }, { columns: 1, splits: 5 }],
  ['long columns in parts', { kept: 5, reduced: 9001, rows: false }, { columns: 8, splits: 5 }],
];

describe.each(cases)('%s', (_, layout, form) => {
  const { kept, reduced, rows } = layout;
  const at = (keep: number, index: number): number => (rows ? keep * reduced + index : index * kept + keep);
  const values = Float32Array.from(
    { length: kept * reduced },
    (_, i) => Math.sin(i * 12.9898) * (1 + (i % 5)),
  );
  const each = Array.from({ length: kept }, (_, keep) => keep);
  const of = (keep: number): number[] =>
    Array.from({ length: reduced }, (_, index) => values[at(keep, index)]!);

  it('are reduced so, to what double precision gives', async () => {
    expect(reduceForm(kernelOf(layout))).toMatchObject(form);
    const results = await reducedBy(layout, values);
    for (const keep of each) {
      const own = of(keep);
      const size = own.reduce((sum, value) => sum + Math.abs(value), 0);
      const mean = own.reduce((sum, value) => sum + value, 0) / reduced;
      expect(Math.abs(results[keep]! - mean)).toBeLessThan(
        (8 * Math.sqrt(reduced) * 2 ** -24 * size) / reduced,
      );
      expect(results[kept + keep]).toBe(own.reduce((a, b) => Math.max(a, b)));
      expect(results[2 * kept + keep]).toBe(own.reduce((a, b) => Math.min(a, b)));
      const bits = new Int32Array(Float32Array.from(own).buffer).reduce((sum, word) => (sum + word) | 0, 0);
      expect(new Int32Array(results.slice(3 * kept + keep).buffer)[0]).toBe(bits);
    }
  });

  it('hand NaN on, wherever it is', async () => {
    for (const index of [0, Math.floor(reduced / 3), reduced - 1]) {
      const spoilt = values.slice();
      spoilt[at(1, index)] = NaN;
      const results = await reducedBy(layout, spoilt);
      const isSpoilt = each.map((keep) =>
        [0, 1, 2].map((output) => Number.isNaN(results[output * kept + keep])),
      );
      expect(isSpoilt).toEqual(each.map((keep) => [0, 1, 2].map(() => keep === 1)));
    }
  });
});
