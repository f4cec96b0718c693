import { describe, expect, it } from 'vitest';
import type { Program, Step, StepSpecs } from '#engine';
import { withProgram } from '../../src/train/programs.ts';

const options = { engine: 'reference', threads: 1 } as const;
const specsOf = (size: number): StepSpecs => ({
  state: { w: { dtype: 'float32', shape: [size] } },
  input: {},
  data: {},
});
const keep: Step = (state) => ({ state, metrics: {} });
const programOf = (step: Step, specs = specsOf(1)): Promise<Program> =>
  withProgram(step, specs, options, async (program) => program);

describe('withProgram', () => {
  it('keeps the program of a step for the next time', async () => {
    expect(await programOf(keep)).toBe(await programOf(keep));
  });

  it('compiles anew for other shapes and for another step', async () => {
    const first = await programOf(keep);
    expect(await programOf(keep, specsOf(2))).not.toBe(first);
    expect(await programOf((state) => keep(state, {}, {}))).not.toBe(first);
  });

  it('lets the least recently used of many programs go, never one in use', async () => {
    await withProgram(keep, specsOf(100), options, async (used) => {
      const first = await programOf(keep, specsOf(1));
      for (let size = 2; size <= 8; size++) await programOf(keep, specsOf(size));
      expect(await programOf(keep, specsOf(1))).toBe(first);
      for (let size = 9; size <= 16; size++) await programOf(keep, specsOf(size));
      expect(await programOf(keep, specsOf(1))).not.toBe(first);
      expect(await programOf(keep, specsOf(100))).toBe(used);
    });
  });
});
