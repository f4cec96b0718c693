import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planArena } from '../../../src/engine/plan/arena.ts';
import type { PlanKernel } from '../../../src/engine/plan/plan-kernel.ts';

interface Programs {
  readonly sizes: readonly number[];
  readonly persistent: readonly boolean[];
  /** Tensors that each kernel touches, the first written. */
  readonly touched: readonly (readonly number[])[];
  readonly scratch: readonly number[];
}

const tensorCount = 8;
const programs: fc.Arbitrary<Programs> = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: tensorCount, maxLength: tensorCount }),
  persistent: fc.array(fc.boolean(), { minLength: tensorCount, maxLength: tensorCount }),
  touched: fc.array(fc.array(fc.nat({ max: tensorCount - 1 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 12,
  }),
  scratch: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 12, maxLength: 12 }),
});

function kernelsOf({ touched }: Pick<Programs, 'touched'>): PlanKernel[] {
  return touched.map(([write, ...reads], index) => ({
    sources: [{ kernel: String(index), site: () => '' }],
    phase: 'step',
    reads,
    writes: [write!],
    resolve: () => {
      throw new Error('not needed');
    },
  }));
}

/** First and last kernel between which a tensor must keep its elements. */
function lifeOf(
  program: Programs,
  tensor: number,
  outputs: ReadonlySet<number>,
): [number, number] | undefined {
  const at = program.touched.flatMap((tensors, index) => (tensors.includes(tensor) ? [index] : []));
  if (program.persistent[tensor]) return [-1, program.touched.length];
  if (at.length === 0) return undefined;
  return [at[0]!, outputs.has(tensor) ? program.touched.length : at.at(-1)!];
}

describe('an arena', () => {
  it('gives no two tensors that live at the same time a byte in common, nor scratch space', () => {
    fc.assert(
      fc.property(programs, fc.uniqueArray(fc.nat({ max: tensorCount - 1 })), (program, kept) => {
        const tensors = program.sizes.map((elements, id) => ({
          elements,
          persistent: program.persistent[id]!,
        }));
        const outputs = new Set(kept);
        const scratch = program.touched.map((_, index) => program.scratch[index]!);
        const arena = planArena(tensors, kernelsOf(program), new Map(), outputs, scratch);
        const blocks = [
          ...tensors.map(({ elements }, id) => ({
            life: lifeOf(program, id, outputs),
            from: arena.offsets[id]!,
            to: arena.offsets[id]! + 4 * elements,
          })),
          ...program.touched.map((_, index) => ({
            life: [index, index] as [number, number],
            from: arena.scratch[index]!,
            to: arena.scratch[index]! + program.scratch[index]!,
          })),
        ].filter(({ life, from, to }) => life && to > from);
        for (const a of blocks) {
          expect(a.from).toBeGreaterThanOrEqual(64);
          expect(a.to + 64).toBeLessThanOrEqual(arena.bytes);
          for (const b of blocks) {
            const together = a.life![0] <= b.life![1] && b.life![0] <= a.life![1];
            if (a !== b && together) expect(a.to <= b.from || b.to <= a.from).toBe(true);
          }
        }
      }),
    );
  });

  it('lets tensors that live one after the other share memory', () => {
    const tensors = [0, 1, 2].map(() => ({ elements: 64, persistent: false }));
    const kernels = kernelsOf({ touched: [[0], [1, 0], [2, 1]] });
    const arena = planArena(tensors, kernels, new Map(), new Set([2]), [0, 0, 0]);
    expect(arena.offsets[2]).toBe(arena.offsets[0]);
    expect(arena.bytes).toBe(2 * 256 + 128);
  });
});
