import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/engine/plan/expressions/expression.ts';
import { Device, openDevice } from '../../../src/engine/webgpu/device.ts';
import { emitMap } from '../../../src/engine/webgpu/shaders/map.ts';
import { interpret } from '../plan/expressions/interpret.ts';
import { problem } from './adapter-here.ts';
import { oneByOne, runDispatches } from './run-dispatches.ts';

beforeEach((context) => context.skip(problem !== undefined, problem));

const points = 200;
const inputs = 3;

/** The values of operations on vectors of inputs that lie one after the other. */
async function computed(
  operations: readonly Operation[],
  values: Float32Array,
  device?: Device,
): Promise<Float32Array> {
  const length = points * inputs;
  const { stages } = emitMap({
    kind: 'map',
    shape: [points],
    inputs: Array.from({ length: inputs }, (_, i) => ({ offset: 4 * i * points, strides: [1] })),
    operations,
    outputs: [{ value: operations.length - 1, to: { offset: 4 * length, strides: [1] } }],
  });
  const arena = new Float32Array(length + points);
  arena.set(values);
  const [after] = await runDispatches(oneByOne(stages), [arena], device);
  return after!.subarray(length);
}

const loads = Array.from({ length: inputs }, (_, immediate): Operation => ({
  op: 'load',
  args: [],
  immediate,
}));

const sizes = fc
  .tuple(fc.constantFrom(1, -1), fc.double({ min: -30, max: 30, noNaN: true }))
  .map(([sign, power]) => Math.fround(sign * 2 ** power));
const vectors = fc
  .array(sizes, { minLength: points * inputs, maxLength: points * inputs })
  .map((list) => Float32Array.from(list));

const kinds: readonly (readonly [string, Operation])[] = [
  ['products and sums', { op: 'fma', args: [0, 1, 2] }],
  ['quotients', { op: 'div', args: [0, 1] }],
  ['roots', { op: 'sqrt', args: [0] }],
];

describe('arithmetic whose rounding matters', () => {
  it.each(kinds)(
    '%s are those that are rounded once, also where the device mends them',
    async (_, operation) => {
      const operations = [...loads, operation];
      const { gpu } = await openDevice();
      const corrected = new Device(gpu, { fma: false, division: false, root: false });
      await fc.assert(
        fc.asyncProperty(vectors, async (values) => {
          const bits = new Int32Array(values.buffer);
          const expected = Float32Array.from({ length: points }, (_, point) => {
            const values = interpret(operations, (input) => bits[input * points + point]!);
            return new Float32Array(Int32Array.of(values.at(-1)!).buffer)[0]!;
          });
          expect(await computed(operations, values)).toEqual(expected);
          expect(await computed(operations, values, corrected)).toEqual(expected);
        }),
        { numRuns: 10 },
      );
    },
  );

  it('keeps infinities, NaN and zeros', async () => {
    const values = new Float32Array(points * inputs);
    const rows = [[Infinity, 1, 1], [1, Infinity, -1], [0, 3, 0], [-0, 3, -0], [1, 0, 1], [-1, 0, 1], [3e38, 3e38, 1], [NaN, 1, 1]]; // prettier-ignore
    rows.forEach((row, point) => row.forEach((value, input) => (values[input * points + point] = value)));
    const { gpu } = await openDevice();
    const corrected = new Device(gpu, { fma: false, division: false, root: false });
    const given = async (operation: Operation) =>
      Array.from((await computed([...loads, operation], values, corrected)).subarray(0, rows.length));
    expect(await given({ op: 'fma', args: [0, 1, 2] })).toEqual([
      Infinity,
      Infinity,
      0,
      -0,
      1,
      1,
      Infinity,
      NaN,
    ]);
    expect(await given({ op: 'div', args: [0, 1] })).toEqual([
      Infinity,
      0,
      0,
      -0,
      Infinity,
      -Infinity,
      1,
      NaN,
    ]);
    expect(await given({ op: 'sqrt', args: [0] })).toEqual([Infinity, 1, 0, -0, 1, NaN, Math.fround(Math.sqrt(3e38)), NaN]); // prettier-ignore
  });
});
