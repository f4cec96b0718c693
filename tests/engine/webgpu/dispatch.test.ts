import { beforeEach, describe, expect, it } from 'vitest';
import { ExpressionBuilder } from '../../../src/engine/plan/expressions/expression.ts';
import type { Kernel } from '../../../src/engine/plan/kernels.ts';
import { dispatchOf, emitKernel, type ShaderStage } from '../../../src/engine/webgpu/shaders/index.ts';
import { problem } from './adapter-here.ts';
import { oneByOne, runDispatches } from './run-dispatches.ts';

beforeEach((context) => context.skip(problem !== undefined, problem));

/** Kernels read the first half of an arena and write to the second, so that their order does not matter. */
const words = 4096;

/** `count` elements times `factor`, from word `from` to word `to`. */
function scaled(count: number, factor: number, from: number, to: number): Kernel {
  const builder = new ExpressionBuilder();
  const value = builder.add('mul', [builder.load(0), builder.float(factor)]);
  return {
    ...{ kind: 'map', shape: [count], inputs: [{ offset: 4 * from, strides: [1] }] },
    ...{ operations: builder.operations, outputs: [{ value, to: { offset: 4 * to, strides: [1] } }] },
  };
}

/** Sums of rows of `length` elements. */
function sums(rows: number, length: number, from: number, to: number): Kernel {
  return {
    ...{ kind: 'reduce', shape: [rows, length], reduced: [false, true] },
    inputs: [{ offset: 4 * from, strides: [length, 1] }],
    operations: [{ op: 'load', args: [], immediate: 0 }],
    outputs: [{ value: 0, reduction: 'sum', to: { offset: 4 * to, strides: [1, 0] } }],
  };
}

function running(extent: number, from: number, to: number): Kernel {
  return {
    ...{ kind: 'cumsum', outer: 1, extent, inner: 1, dtype: 'float32', exclusive: false, reverse: false },
    ...{ from: 4 * from, to: 4 * to },
  };
}

const stagesOf = (kernels: readonly Kernel[]): ShaderStage[] =>
  kernels.flatMap((kernel) => emitKernel(kernel, { scratch: 4 * words, ownTable: () => false }).stages);

const arenas = [1, 2, 3].map((replica) =>
  Float32Array.from({ length: words }, (_, i) => Math.sin(i * 12.9898 * replica)),
);

describe('stages side by side', () => {
  it.each([
    ['of any size', [scaled(3, 2, 0, 2100), running(50, 0, 2200), scaled(700, 3, 0, 3000)]],
    ['of a given size with others', [sums(40, 7, 0, 2500), scaled(3, 2, 0, 2100), sums(64, 30, 0, 2600)]],
    ['of a large size with small ones', [sums(100, 20, 0, 2500), scaled(3, 2, 0, 2100), running(9, 0, 2200)]],
  ])('%s compute what they compute one by one', async (_, kernels) => {
    const stages = stagesOf(kernels);
    const together = await runDispatches([dispatchOf(stages)], arenas);
    expect(together).toEqual(await runDispatches(oneByOne(stages), arenas));
    expect(together).not.toEqual(arenas);
  });

  it('have shaders that do not depend on where their inputs lie', () => {
    const at = (shift: number): ShaderStage[] =>
      stagesOf([scaled(3, 2, shift, 100), sums(40, 7, 0, 500 + shift)]);
    expect(dispatchOf(at(9)).source).toBe(dispatchOf(at(0)).source);
    expect(dispatchOf(at(9)).params).not.toEqual(dispatchOf(at(0)).params);
  });
});
