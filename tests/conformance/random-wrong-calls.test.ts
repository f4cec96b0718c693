import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DType, messageOf, type NdArray, type NdRecord, ndarray, sizeOf } from '#core';
import type { EngineName, Step } from '#engine';
import { anyCalls, namesCall } from './cases/any-calls.ts';
import { metricsOf } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';

const extent = fc.constantFrom(0, 1, 1, 1, 2, 2, 2, 3, 3);
const shapes = fc.array(extent, { minLength: 0, maxLength: 5 }).filter((shape) => sizeOf(shape) <= 24);
/** Often of the same rank, or of the same shape but for one axis. */
const pairs = shapes.chain((a) =>
  fc.tuple(
    fc.constant(a),
    fc.oneof(
      shapes,
      fc.tuple(fc.nat({ max: 4 }), extent).map(([at, one]) => a.map((own, axis) => (axis === at ? one : own))),
      fc.array(extent, { minLength: a.length, maxLength: a.length }).filter((b) => sizeOf(b) <= 24),
    ),
  ),
); // prettier-ignore
const types = fc.constantFrom<DType>('float32', 'float32', 'float32', 'int32', 'bool');
const cases = fc.record({
  call: fc.constantFrom(...Object.keys(anyCalls)),
  shapes: pairs,
  types: fc.tuple(types, types),
  n: fc.array(fc.integer({ min: -2, max: 4 }), { minLength: 8, maxLength: 8 }),
});

/** Numbers of 1 to 3, so that products stay small. */
function filled(shape: readonly number[], dtype: DType): NdArray {
  const value = (at: number): number => (dtype === 'bool' ? at % 2 : (at % 3) + 1);
  return ndarray(Array.from({ length: sizeOf(shape) }, (_, at) => value(at)), [1, ...shape], dtype); // prettier-ignore
}

async function outcome(step: Step, inputs: NdRecord, engine: EngineName): Promise<NdRecord | string> {
  return metricsOf(step, inputs, engine).catch(messageOf);
}

function requireNear(actual: NdRecord, expected: NdRecord): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, { dtype, shape, values }] of Object.entries(expected)) {
    expect({ dtype: actual[name]!.dtype, shape: actual[name]!.shape }).toEqual({ dtype, shape });
    const far = [...values].findIndex((value, at) => {
      const own = actual[name]!.values[at]!;
      return !Object.is(own, value) && own !== value && !(Math.abs(own - value) <= 1e-4 * (1 + Math.abs(value)));
    }); // prettier-ignore
    if (far >= 0) expect([...actual[name]!.values], name).toEqual([...values]);
  }
}

const numRuns = Number(process.env['CLAIMCHECK_FUZZ_RUNS'] ?? (testedEngine === 'webgpu' ? 50 : 1500));

it('what the reference refuses is refused by name, and nothing else gets another value', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ call, shapes: [a, b], types: [typeA, typeB], n }) => {
      const step: Step = (_, input) => {
        const results = [anyCalls[call]!(input['a']!, input['b']!, n)].flat();
        return { state: {}, metrics: Object.fromEntries(results.map((result, at) => [`y${at}`, result])) };
      };
      const inputs = { a: filled(a, typeA), b: filled(b, typeB) };
      const actual = await outcome(step, inputs, testedEngine);
      if (typeof actual === 'string') {
        expect(namesCall(actual, call), actual).toBe(true);
        return;
      }
      const expected = await outcome(step, inputs, 'reference');
      // Of results without elements there is nothing to be wrong.
      if (Object.values(actual).every(({ values }) => values.length === 0)) return;
      if (typeof expected === 'string') throw new Error(`the reference refuses: ${expected}`);
      requireNear(actual, expected);
    }),
    { numRuns },
  );
}, 170_000);
