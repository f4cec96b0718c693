import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ProductKernel } from '../../../src/engine/plan/kernels.ts';
import { emitProduct } from '../../../src/engine/webgpu/shaders/product.ts';
import { columnsOfTile, rowsOfTile, tileFor } from '../../../src/engine/webgpu/shaders/product-tile.ts';
import { layouts, numbers, place } from '../native/products/random-product.ts';
import { poisoned, referenceProduct } from '../native/products/reference-product.ts';
import { problem } from './adapter-here.ts';
import { oneByOne, runDispatches } from './run-dispatches.ts';

beforeEach((context) => context.skip(problem !== undefined, problem));

const eps = 2 ** -24;
const replicas = 3;

/** Runs the kernel amid NaN for several replicas and compares all of their arenas with double precision. */
async function check(kernel: ProductKernel, length: number): Promise<readonly Float32Array[]> {
  const { stages, scratchBytes } = emitProduct(kernel, 4 * length);
  const before = Array.from({ length: replicas }, (_, replica) => {
    const arena = new Float32Array(length + scratchBytes / 4).fill(NaN);
    const own = numbers(length).map((value) => value * (1 + replica));
    arena.set(poisoned(kernel, own));
    return arena;
  });
  const after = await runDispatches(oneByOne(stages), before);
  const summands = kernel.sums.reduce((product, axis) => product * axis.extent, 1);
  after.forEach((arena, replica) => {
    const wanted = before[replica]!;
    for (const { at, value, magnitude } of referenceProduct(kernel, wanted)) {
      const error = Math.abs(arena[at]! - value);
      if (!(error <= (summands + 1) * eps * magnitude))
        throw new Error(
          `replica ${replica}, element ${at - kernel.c / 4} of c is ${arena[at]}, not ${value}`,
        );
      wanted[at] = arena[at]!;
    }
    expect(arena.subarray(0, length)).toEqual(wanted.subarray(0, length));
  });
  return after;
}

const dense = (rows: number, sums: number, columns: number) => ({
  batch: [],
  rows: [{ extent: rows, a: sums, c: columns }],
  sums: [{ extent: sums, a: 1, b: columns }],
  columns,
  bColumn: 1,
});

/** a^T b: rows are neighbours in a. */
const turned = (rows: number, sums: number, columns: number) => ({
  ...dense(rows, sums, columns),
  rows: [{ extent: rows, a: 1, c: columns }],
  sums: [{ extent: sums, a: rows, b: columns }],
});

/** a b^T: sums are neighbours in b. */
const across = (rows: number, sums: number, columns: number) => ({
  ...dense(rows, sums, columns),
  sums: [{ extent: sums, a: 1, b: 1 }],
  bColumn: sums,
});

describe('products in shaders', () => {
  it('of any shape and strides agree with double precision and write nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(layouts, async (layout) => {
        const { kernel, length } = place(layout);
        await check(kernel, length);
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it.each([
    ['a large block', dense(140, 33, 130)],
    ['a large block, its first operand turned', turned(70, 130, 65)],
    ['a large block, its second operand turned', across(65, 40, 70)],
    ['high and narrow blocks', dense(520, 19, 7)],
    ['few sums, as a reduction', dense(70, 16, 65)],
    ['low and wide blocks', dense(6, 20, 600)],
    ['few results of long sums, in parts', turned(18, 5000, 16)],
    ['a row, as a reduction', dense(1, 700, 40)],
    ['a column, as a reduction', dense(300, 70, 1)],
    ['no sums at all', dense(20, 0, 20)],
  ])('%s', async (_, layout) => {
    const { kernel, length } = place(layout);
    await check(kernel, length);
  });

  it.each([
    ['blocks', dense(140, 33, 130), 256],
    ['long sums, in parts', turned(20, 3000, 16), 64],
  ])('%s do not depend on how many replicas run', async (_, layout, size) => {
    const { kernel, length } = place(layout);
    const occupancies = [1, 5].map((products) => ({ products, groupsToFill: 256 }));
    const [few, many] = occupancies.map((occupancy) => emitProduct(kernel, 4 * length, occupancy));
    expect(few!.scratchBytes).toBe(many!.scratchBytes);
    expect(few!.stages[0]!.size).toBeLessThanOrEqual(size);
    const arena = new Float32Array(length + few!.scratchBytes / 4);
    arena.set(numbers(length));
    const [alone] = await runDispatches(oneByOne(few!.stages), [arena]);
    const all = await runDispatches(oneByOne(many!.stages), [arena, arena, arena, arena, arena]);
    expect(all).toEqual([alone, alone, alone, alone, alone]);
    const full = emitProduct(kernel, 4 * length);
    expect(await runDispatches(oneByOne(full.stages), [arena])).toEqual([alone]);
  });
});

describe('tiles', () => {
  it('are small where few products would leave a device idle', () => {
    const results = (products: number): number => {
      const tile = tileFor(256, 256, { products, groupsToFill: 256 });
      return rowsOfTile(tile) * columnsOfTile(tile);
    };
    expect(results(1)).toBeLessThanOrEqual(256);
    expect(results(64)).toBeGreaterThanOrEqual(64 * 64);
    expect(results(1000)).toBeGreaterThanOrEqual(results(64));
  });
});
