import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../../src/engine/plan/expressions/expression.ts';
import { emitReduce } from '../../../../src/engine/native/loops/reduce.ts';
import type {
  Placement,
  ReducedOutput,
  ReduceKernel,
  Reduction,
} from '../../../../src/engine/plan/kernels.ts';
import { nativeSupport } from '../../../../src/engine/native/x64/index.ts';
import { runKernel } from '../run-kernel.ts';
import { elementAt, expressions, fill, indicesOf, iterationSpaces, lay, layouts } from './cases.ts';
import { floatOf, interpret } from '../../plan/expressions/interpret.ts';

interface Case {
  readonly kernel: ReduceKernel;
  readonly size: number;
  readonly seed: number;
}

const reductions: readonly Reduction[] = ['sum', 'max', 'min', 'prod'];

interface Options {
  readonly inputs: number;
  readonly outputs: number;
  readonly expression: fc.Arbitrary<readonly Operation[]>;
  readonly reduction: fc.Arbitrary<Pick<ReducedOutput, 'reduction' | 'scale' | 'integer'>>;
}

function cases({ inputs, outputs, expression, reduction }: Options): fc.Arbitrary<Case> {
  const several = <T>(one: fc.Arbitrary<T>, count: number) =>
    fc.array(one, { minLength: count, maxLength: count });
  return iterationSpaces.chain((shape) =>
    fc
      .record({
        reduced: several(fc.boolean(), shape.length),
        operandLayouts: several(layouts(shape.length), inputs),
        outputLayouts: several(layouts(shape.length), outputs),
        picks: several(fc.nat(999), outputs),
        kinds: several(reduction, outputs),
        operations: expression,
        seed: fc.integer(),
      })
      .map(({ reduced, operandLayouts, outputLayouts, picks, kinds, operations, seed }) => {
        let size = 16;
        const placed = (
          extents: readonly number[],
          layout: (typeof operandLayouts)[number],
          isOutput: boolean,
        ) => {
          const { size: own, placement } = lay(extents, layout, isOutput);
          size += own + 16;
          return { ...placement, offset: placement.offset + (size - own) * 4 };
        };
        const from = operandLayouts.map((layout) => placed(shape, layout, false));
        const keptShape = shape.map((extent, axis) => (reduced[axis] ? 1 : extent));
        const to = outputLayouts.map((layout, index) => {
          const place = placed(keptShape, layout, true);
          // Strides along reduced axes mean nothing.
          const strides = place.strides.map((stride, axis) => (reduced[axis] ? 1234567 : stride));
          const value = operations.length - 1 - (picks[index]! % Math.min(3, operations.length));
          return { value, to: { ...place, strides }, ...kinds[index]! };
        });
        const kernel: ReduceKernel = {
          kind: 'reduce',
          shape,
          reduced,
          inputs: from,
          operations,
          outputs: to,
        };
        return { kernel, size: size + 64, seed };
      }),
  );
}

const combineFloats: Record<Reduction, (a: number, b: number) => number> = {
  sum: (a, b) => a + b,
  prod: (a, b) => a * b,
  max: Math.max,
  min: Math.min,
};
const combineIntegers: Record<Reduction, (a: number, b: number) => number> = {
  sum: (a, b) => (a + b) | 0,
  prod: Math.imul,
  max: Math.max,
  min: Math.min,
};

interface Result {
  readonly value: number;
  /** Sum of absolute values: how far roundings may take a sum. */
  readonly size: number;
}

/** What one output must be, in double precision, by the element of the arena where it goes. */
function expected(kernel: ReduceKernel, output: ReducedOutput, arena: Float32Array): Map<number, Result> {
  const words = new Int32Array(arena.buffer);
  const results = new Map<number, Result>();
  const combine = (output.integer ? combineIntegers : combineFloats)[output.reduction];
  for (const index of indicesOf(kernel.shape)) {
    const bits = interpret(kernel.operations, (input) => words[elementAt(kernel.inputs[input]!, index)]!);
    const value = output.integer ? bits[output.value]! : floatOf(bits[output.value]!);
    const kept = index.map((position, axis) => (kernel.reduced[axis] ? 0 : position));
    const before = results.get(elementAt(output.to, kept));
    const size = Math.abs(value) + (before?.size ?? 0);
    results.set(elementAt(output.to, kept), { value: before ? combine(before.value, value) : value, size });
  }
  return results;
}

function runShares(kernel: ReduceKernel, arena: Float32Array, count: number): Float32Array {
  const own = arena.slice();
  runKernel((asm) => {
    for (let index = 0; index < count; index++) emitReduce(asm, kernel, { index, count });
  }, own);
  return own;
}

function check({ kernel, size, seed }: Case): void {
  const arena = new Float32Array(size);
  fill(arena, seed);
  if (kernel.outputs.some(({ reduction, integer }) => reduction === 'prod' && !integer)) tame(arena);
  const after = runShares(kernel, arena, 1);
  const integers = new Int32Array(after.buffer);
  const untouched = new Set(arena.keys());
  for (const output of kernel.outputs) {
    for (const [element, { value, size: magnitude }] of expected(kernel, output, arena)) {
      untouched.delete(element);
      const scale = output.scale ?? 1;
      if (output.integer) expect(integers[element]).toBe(value);
      else if (output.reduction === 'sum')
        expectNear(after[element]!, value * scale, 1e-6 * magnitude * scale);
      else if (output.reduction === 'prod')
        expectNear(after[element]!, value * scale, 1e-4 * Math.abs(value * scale));
      else expect(after[element]! + 0).toBe(Math.fround(value * Math.fround(scale)) + 0);
    }
  }
  const [before, words] = [new Int32Array(arena.buffer), integers];
  for (const element of untouched)
    if (before[element] !== words[element]) expect.fail(`element ${element} was written`);
}

/** Numbers near 1 or -1, whose products depend on their order in roundings alone. */
function tame(arena: Float32Array): void {
  for (const [index, value] of arena.entries())
    arena[index] = value < 0 ? -1 + (value % 0.25) : 1 + (value % 0.25 || 0);
}

function expectNear(actual: number, wanted: number, tolerance: number): void {
  if (Number.isNaN(wanted)) expect(actual).toBeNaN();
  else if (Math.abs(wanted) > 3e38 || !Number.isFinite(tolerance)) return;
  else expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(tolerance + 1e-37);
}

const load = (input: number): Operation => ({ op: 'load', args: [], immediate: input });
const kindOf = (choices: readonly Reduction[]) =>
  fc.record({ reduction: fc.constantFrom(...choices), scale: fc.constantFrom(1, 0.25) });
const oneLoad = fc.constant([load(0)]);

describe.runIf(nativeSupport().available)('emitReduce', () => {
  it.each(reductions)('takes the %s over any axes and layouts', (reduction) => {
    const options = { inputs: 1, outputs: 1, expression: oneLoad, reduction: kindOf([reduction]) };
    fc.assert(fc.property(cases(options), check), { numRuns: 80 });
  });

  it('sums products of inputs, fused or not', () => {
    const expression = fc.constant([load(0), load(1), { op: 'mul', args: [0, 1] } as const]);
    const options = { inputs: 2, outputs: 2, expression, reduction: kindOf(['sum']) };
    fc.assert(fc.property(cases(options), check), { numRuns: 100 });
  });

  it('combines int32 as integers', () => {
    const expression = fc
      .constant([load(0), { op: 'toInteger', args: [0] } as const])
      .map((operations) => operations);
    const reduction = fc.record({ reduction: fc.constantFrom(...reductions), integer: fc.constant(true) });
    const options = { inputs: 1, outputs: 1, expression, reduction };
    fc.assert(fc.property(cases(options).map(lastLane), check), { numRuns: 80 });
  });

  it('computes deep expressions and hands several outputs on in one pass', () => {
    const options = {
      inputs: 3,
      outputs: 4,
      expression: expressions(3, 10).map((operations) => [...operations, ...tamed(operations)]),
      reduction: kindOf(['max', 'min']),
    };
    fc.assert(fc.property(cases(options), check), { numRuns: 100 });
  });

  it('takes more outputs than there are accumulators for', () => {
    const options = {
      inputs: 2,
      outputs: 11,
      expression: fc.constant([load(0), load(1)]),
      reduction: kindOf(reductions),
    };
    fc.assert(fc.property(cases(options), check), { numRuns: 30 });
  });
});

/** All outputs are the last operation. */
function lastLane({ kernel, ...rest }: Case): Case {
  const outputs = kernel.outputs.map((output) => ({ ...output, value: kernel.operations.length - 1 }));
  return { ...rest, kernel: { ...kernel, outputs } };
}

/** Operations that end in floats: three of the inputs' values, added. */
function tamed(operations: readonly Operation[]): Operation[] {
  const next = operations.length;
  return [
    { op: 'add', args: [0, 1] },
    { op: 'sub', args: [next, 2] },
    { op: 'fma', args: [next, 1, 2] },
  ];
}

describe.runIf(nativeSupport().available)('emitReduce of large tensors', () => {
  const at = (offset: number, ...strides: number[]): Placement => ({ offset, strides });
  const kernelOf = (rows: number, columns: number, reduced: readonly boolean[]): ReduceKernel => ({
    kind: 'reduce',
    shape: [rows, columns],
    reduced,
    inputs: [at(64, columns, 1)],
    operations: [load(0)],
    outputs: [{ value: 0, to: at(64 * 1024, reduced[0] ? 0 : 1, reduced[1] ? 0 : 1), reduction: 'sum' }],
  });

  it.each([
    { rows: 96, columns: 130, reduced: [true, false] },
    { rows: 130, columns: 96, reduced: [false, true] },
    { rows: 8, columns: 1500, reduced: [false, true] },
    { rows: 1500, columns: 8, reduced: [true, false] },
    { rows: 120, columns: 100, reduced: [true, true] },
  ])(
    'gives the same bits however divided: $rows x $columns, reduced $reduced',
    ({ rows, columns, reduced }) => {
      const kernel = kernelOf(rows, columns, reduced);
      const arena = new Float32Array(17000);
      fill(arena, 11);
      const whole = new Int32Array(runShares(kernel, arena, 1).buffer);
      for (const count of [2, 3, 7]) {
        expect(new Int32Array(runShares(kernel, arena, count).buffer)).toEqual(whole);
      }
    },
  );

  it.each([
    { shape: [131072, 1], reduced: [true, false] },
    { shape: [1, 131072], reduced: [false, true] },
    { shape: [65536, 2], reduced: [true, false] },
    { shape: [4096, 32], reduced: [true, true] },
  ])('adds up equal terms without drifting: $shape', ({ shape, reduced }) => {
    // The roundings of equal terms all go the same way.
    const arena = new Float32Array(131072 + 64).fill(0.1);
    const [rows, columns] = shape as [number, number];
    const kernel: ReduceKernel = {
      ...kernelOf(rows, columns, reduced),
      inputs: [at(0, columns, 1)],
      outputs: [{ value: 0, to: at(131072 * 4, 0, 1), reduction: 'sum' }],
    };
    const terms = reduced[1] ? rows * columns : rows;
    const total = runShares(kernel, arena, 1)[131072]!;
    const wanted = terms * Math.fround(0.1);
    expect(Math.abs(total / wanted - 1)).toBeLessThan(5e-6);
  });

  it.each(['max', 'min'] as const)('keeps a NaN wherever it is on the way of a %s', (reduction) => {
    for (const columns of [1, 13, 64]) {
      for (const reduced of [
        [true, false],
        [true, true],
      ]) {
        const kernel = kernelOf(33, columns, reduced);
        const outputs = kernel.outputs.map((output) => ({ ...output, reduction }));
        for (let row = 0; row < 33; row++) {
          const arena = new Float32Array(17000).fill(1);
          arena[16 + row * columns] = NaN;
          expect(runShares({ ...kernel, outputs }, arena, 1)[16 * 1024]).toBeNaN();
        }
      }
    }
  });
});
