import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type KernelStage, scheduleStages } from '../../../src/engine/webgpu/schedule-stages.ts';
import { conflict, type ShaderStage } from '../../../src/engine/webgpu/shaders/index.ts';

interface Given {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  readonly size: 64 | 256;
  readonly anySize: boolean;
  readonly workgroupWords: number;
  readonly groups: number;
  readonly table: number;
}

/** A stage that touches blocks of the arena by their numbers. */
function stageOf({ reads, writes, size, anySize, workgroupWords, groups, table }: Given): ShaderStage {
  const spans = (blocks: readonly number[]) =>
    blocks.map((block) => ({ begin: 16 * block, end: 16 * block + 16 }));
  return {
    ...{ size, anySize, workgroupWords, functions: [], body: () => [] },
    groups: () => [groups, 1],
    uses: { reads: spans(reads), writes: spans(writes) },
    ...(table < 2 && { table }),
  };
}

const blocks = fc.array(fc.nat(12), { maxLength: 2 });
const stages = fc
  .array(
    fc.record({
      ...{ reads: blocks, writes: fc.array(fc.nat(12), { minLength: 1, maxLength: 2 }) },
      ...{ size: fc.constantFrom(64 as const, 256 as const), anySize: fc.boolean() },
      ...{
        workgroupWords: fc.constantFrom(0, 0, 0, 100),
        groups: fc.constantFrom(1, 3, 70_000),
        table: fc.nat(7),
      },
    }),
    { maxLength: 40 },
  )
  .map((given) => given.map((one, kernel): KernelStage => ({ stage: stageOf(one), kernel })));

it('keeps the order of stages that touch the same memory, and every stage once', () => {
  fc.assert(
    fc.property(stages, fc.integer({ min: 1, max: 4 }), (given, replicas) => {
      const dispatches = scheduleStages(given, replicas);
      const at = new Map(dispatches.flatMap((own, index) => own.map((member) => [member, index] as const)));
      expect(dispatches.flat().toSorted((a, b) => a.kernel - b.kernel)).toEqual(given);
      given.forEach((later, index) =>
        given.slice(0, index).forEach((earlier) => {
          if (conflict(earlier.stage.uses, later.stage.uses))
            expect(at.get(earlier)).toBeLessThan(at.get(later)!);
        }),
      );
    }),
  );
});

it('makes dispatches that one shader can do', () => {
  fc.assert(
    fc.property(stages, (given) => {
      for (const members of scheduleStages(given, 1).map((own) => own.map(({ stage }) => stage))) {
        if (members.length === 1) continue;
        const sizes = new Set(members.filter(({ anySize }) => !anySize).map(({ size }) => size));
        expect(sizes.size).toBeLessThanOrEqual(1);
        if (sizes.size === 1) expect(Math.max(...members.map(({ size }) => size))).toBe([...sizes][0]);
        expect(members.filter(({ table }) => table !== undefined).length).toBeLessThanOrEqual(1);
        expect(
          members.every(({ workgroupWords, groups }) => workgroupWords === 0 && groups(64)[0] < 70_000),
        ).toBe(true);
      }
    }),
  );
});

const update = (block: number, replicas = 1): KernelStage[][] => {
  const given = { reads: [block], size: 64, anySize: true, workgroupWords: 0, groups: 10, table: 2 } as const;
  const own = Array.from({ length: 5 }, (_, i) => ({
    stage: stageOf({ ...given, writes: [block + 1 + i] }),
    kernel: i,
  }));
  return scheduleStages(own, replicas);
};

it('runs small stages that do not depend on each other side by side, and large ones alone', () => {
  expect(update(0)).toHaveLength(1);
  expect(update(0, 200)).toHaveLength(5);
});
