import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Value, type Operation } from '../../../../src/engine/plan/expressions/expression.ts';
import { emitMap } from '../../../../src/engine/native/loops/map.ts';
import type { LoopOutput, MapKernel, Placement } from '../../../../src/engine/plan/kernels.ts';
import { nativeSupport } from '../../../../src/engine/native/x64/index.ts';
import { runKernel } from '../run-kernel.ts';
import { elementAt, expressions, fill, indicesOf, iterationSpaces, lay, layouts } from './cases.ts';
import { interpret } from '../../plan/expressions/interpret.ts';

interface Case {
  readonly kernel: MapKernel;
  readonly size: number;
  readonly seed: number;
  readonly shares: number;
}

/** Kernels of some inputs and outputs; an output is in place of an input where the choice says so. */
function cases(inputs: number, outputs: number, length: number, entangled = false): fc.Arbitrary<Case> {
  return iterationSpaces.chain((shape) =>
    fc
      .record({
        operandLayouts: fc.array(layouts(shape.length), { minLength: inputs, maxLength: inputs }),
        outputLayouts: fc.array(layouts(shape.length), { minLength: outputs, maxLength: outputs }),
        inPlace: fc.array(fc.boolean(), { minLength: outputs, maxLength: outputs }),
        picks: fc.array(fc.nat(999), { minLength: outputs, maxLength: outputs }),
        operations: expressions(inputs, length, entangled),
        seed: fc.integer(),
        shares: fc.integer({ min: 1, max: 3 }),
      })
      .map(({ operandLayouts, outputLayouts, inPlace, picks, operations, seed, shares }) => {
        let size = 16;
        const placed = (layout: (typeof operandLayouts)[number], isOutput: boolean): Placement => {
          const { size: own, placement } = lay(shape, layout, isOutput);
          size += own + 16;
          return { ...placement, offset: placement.offset + (size - own) * 4 };
        };
        const from = operandLayouts.map((layout, index) => placed(layout, inPlace[index] ?? false));
        const to: LoopOutput[] = outputLayouts.map((layout, index) => ({
          value: operations.length - 1 - (picks[index]! % operations.length),
          to: inPlace[index] && index < inputs ? from[index]! : placed(layout, true),
        }));
        const kernel: MapKernel = { kind: 'map', shape, inputs: from, operations, outputs: to };
        return { kernel, size: size + 64, seed, shares };
      }),
  );
}

/** The arena after the kernel, by the meaning of its expression. */
function expected({ shape, inputs, operations, outputs }: MapKernel, arena: Float32Array): Int32Array {
  const before = new Int32Array(arena.buffer.slice(0));
  const after = before.slice();
  for (const index of indicesOf(shape)) {
    const values = interpret(operations, (input) => before[elementAt(inputs[input]!, index)]!);
    for (const { value, to } of outputs) after[elementAt(to, index)] = values[value]!;
  }
  return after;
}

/** Bits, with all NaNs alike. */
function readable(arena: Float32Array): (number | string)[] {
  const bits = new Int32Array(arena.buffer);
  return Array.from(bits, (pattern, index) => (Number.isNaN(arena[index]) ? 'NaN' : pattern));
}

function check({ kernel, size, seed, shares }: Case): void {
  const arena = new Float32Array(size);
  fill(arena, seed);
  const wanted = readable(new Float32Array(expected(kernel, arena).buffer));
  runKernel((asm) => {
    for (let index = 0; index < shares; index++) emitMap(asm, kernel, { index, count: shares });
  }, arena);
  expect(readable(arena)).toEqual(wanted);
}

const load = (input: number): Operation => ({ op: 'load', args: [], immediate: input });

describe.runIf(nativeSupport().available)('emitMap', () => {
  it('computes what the expression means, over any layout of memory', () => {
    fc.assert(fc.property(cases(3, 1, 14), check), { numRuns: 150 });
  });

  it('stores several outputs, some in place of inputs, some of them copies', () => {
    fc.assert(fc.property(cases(3, 3, 8), check), { numRuns: 150 });
  });

  it('spills when more values are alive than there are registers', () => {
    fc.assert(fc.property(cases(6, 4, 60, true), check), { numRuns: 100 });
  });

  it('keeps pointers on the stack when every input moves differently', () => {
    fc.assert(fc.property(cases(14, 3, 40), check), { numRuns: 60 });
  });

  it('transposes inputs in blocks, with rest rows and rest lanes', () => {
    const extents = fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 8, max: 20 }),
      fc.integer({ min: 8, max: 20 }),
    );
    const tiled = extents.chain(([batch, rows, columns]) =>
      fc
        .record({ expression: expressions(4, 6), seed: fc.integer(), shares: fc.integer({ min: 1, max: 3 }) })
        .map(({ expression, seed, shares }): Case => {
          const block = rows * columns;
          const at = (place: number, ...strides: number[]) => ({
            offset: 64 + place * batch * block * 4,
            strides,
          });
          const inputs = [
            at(0, block, 1, rows),
            at(1, block, columns, 1),
            at(2, block, 1, rows),
            at(0, 0, 1, 0),
          ];
          const { length } = expression;
          const operations: Operation[] = [
            ...expression,
            { op: 'sub', args: [0, 1] },
            { op: 'fma', args: [length, 2, 3] },
          ];
          const outputs = [
            { value: length + 1, to: at(3, block, columns, 1) },
            { value: 0, to: at(4, block, columns, 1) },
          ];
          const kernel: MapKernel = {
            kind: 'map',
            shape: [batch, rows, columns],
            inputs,
            operations,
            outputs,
          };
          return { kernel, size: 5 * batch * block + 64, seed, shares };
        }),
    );
    fc.assert(fc.property(tiled, check), { numRuns: 60 });
  });

  it('exchanges two inputs in place', () => {
    const at = (offset: number): Placement => ({ offset, strides: [1] });
    const kernel: MapKernel = {
      kind: 'map',
      shape: [21],
      inputs: [at(64), at(256)],
      operations: [load(0), load(1)],
      outputs: [
        { value: 1, to: at(64) },
        { value: 0, to: at(256) },
      ],
    };
    check({ kernel, size: 128, seed: 3, shares: 1 });
  });

  it('divides a large kernel into shares that together do all of it', () => {
    const width = 40;
    const shape = [61, width];
    const values: Value[] = [0, 1];
    const operations: Operation[] = [load(0), load(1)];
    for (let depth = 0; depth < 20; depth++) {
      operations.push({ op: 'add', args: [values.at(-1)!, values.at(-2)!] });
      values.push(operations.length - 1);
    }
    const kernel: MapKernel = {
      kind: 'map',
      shape,
      inputs: [
        { offset: 64, strides: [width, 1] },
        { offset: 64, strides: [0, 1] },
      ],
      operations,
      outputs: [{ value: values.at(-1)!, to: { offset: 12000, strides: [width + 1, 1] } }],
    };
    for (const shares of [1, 2, 5]) check({ kernel, size: 8000, seed: 5, shares });
  });
});
