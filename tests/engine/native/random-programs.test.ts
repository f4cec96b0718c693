import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRng, type NdArray, type NdRecord, ndarray, sizeOf, type SpecRecord } from '#core';
import { compile, type Step, type StepSpecs } from '#engine';
import { compileNative } from '../../../src/engine/native/index.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { randomSteps } from '../passes/replicas/random-steps.ts';

const steps = 2;

/** Values that keep products small: single precision cannot be compared where sums cancel at 1e20. */
function values(specs: SpecRecord, stream: string, leading: readonly number[] = []): NdRecord {
  const rng = createRng('random-programs', stream);
  return Object.fromEntries(
    Object.entries(specs).map(([name, { dtype, shape }]): [string, NdArray] => {
      const full = [...leading, ...shape];
      const numbers = Array.from({ length: sizeOf(full) }, () =>
        dtype === 'float32' ? rng.uniform() - 0.5 : rng.integer(2),
      );
      return [name, ndarray(numbers, full, dtype)];
    }),
  );
}

/** Names of what differs by more than rounding can explain. */
function differences(actual: NdRecord, expected: NdRecord): string[] {
  return Object.entries(expected).flatMap(([name, { values: wanted, shape }]) => {
    const given = actual[name]!;
    const finite = [...wanted].filter(Number.isFinite).map(Math.abs);
    const tolerance = 2e-5 * Math.max(1e-3, ...finite);
    const wrong = [...wanted].findIndex((value, index) => {
      const own = given.values[index]!;
      if (!Number.isFinite(value)) return !Object.is(own, value);
      return !(Math.abs(own - value) <= tolerance);
    });
    const sameShape = given.shape.join() === shape.join();
    if (sameShape && wrong < 0) return [];
    return [`${name}[${shape.join()}] at ${wrong}: ${given.values[wrong]} instead of ${wanted[wrong]}`];
  });
}

async function compare(step: Step, specs: StepSpecs, threads: number): Promise<string[]> {
  const given = [
    values(specs.state, 'state'),
    values(specs.input, 'input', [steps]),
    values(specs.data, 'data'),
  ] as const;
  const options = { engine: 'cpu', threads } as const;
  const native = compileNative(traceStep(step, specs), specs, options, { alwaysShare: true });
  const reference = await compile(step, specs, { engine: 'reference', threads: 1 });
  try {
    const actual = await native.run(...given, steps);
    const expected = await reference.run(...given, steps);
    return [...differences(actual.state, expected.state), ...differences(actual.metrics, expected.metrics)];
  } finally {
    await native.dispose();
    await reference.dispose();
  }
}

it('random programs give in machine code what the reference gives', async () => {
  await fc.assert(
    fc.asyncProperty(randomSteps, fc.constantFrom(1, 2, 4), async ({ step, specs }, threads) => {
      expect(await compare(step, specs, threads)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
