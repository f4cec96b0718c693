import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SumAxis } from '../../../../src/engine/plan/kernels.ts';
import { blocksOf } from '../../../../src/engine/native/products/blocks.ts';

/** The elements of a in the order of the sums. */
function elements(axes: readonly SumAxis[], start = 0): number[] {
  const [axis, ...inner] = axes;
  if (!axis) return [start];
  return Array.from({ length: axis.extent }, (_, i) => elements(inner, start + i * axis.a)).flat();
}

const extents = fc
  .array(fc.integer({ min: 2, max: 2000 }), { minLength: 1, maxLength: 3 })
  .filter((all) => all.reduce((product, extent) => product * extent, 1) <= 40_000);

describe('blocksOf', () => {
  it('takes all sums in order, in blocks of at most 1024', () => {
    fc.assert(
      fc.property(extents, (all) => {
        const sums = all.map((extent, i) => {
          const step = all.slice(i + 1).reduce((product, inner) => product * inner, 1);
          return { extent, a: step, b: 1 };
        });
        const { outer, count, step, inside, tail } = blocksOf(sums);
        const taken = elements(outer).flatMap((start) => [
          ...Array.from({ length: count }, (_, i) => elements(inside, start + i * step.a)).flat(),
          ...(tail ? elements(tail, start + count * step.a) : []),
        ]);
        expect(taken).toEqual(elements(sums));
        expect(elements(inside).length).toBeLessThanOrEqual(1024);
      }),
      { numRuns: 60 },
    );
  });

  it('cuts long sums evenly where a divisor allows it', () => {
    expect(blocksOf([{ extent: 3072, a: 1, b: 8 }])).toMatchObject({ count: 6, step: { a: 512, b: 4096 } });
    expect(blocksOf([{ extent: 1031, a: 1, b: 8 }]).tail).toEqual([{ extent: 343, a: 1, b: 8 }]);
  });
});
