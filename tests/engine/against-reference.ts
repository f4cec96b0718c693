import { createRng, type NdArray, type NdRecord, ndarray, sizeOf, type SpecRecord } from '#core';
import { compile, type Program, type Step, type StepSpecs } from '#engine';

export const steps = 2;

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

/** State, inputs of so many steps, data. */
export type Given = readonly [NdRecord, NdRecord, NdRecord];

const drawn = (specs: StepSpecs): Given => [
  values(specs.state, 'state'),
  values(specs.input, 'input', [steps]),
  values(specs.data, 'data'),
];

/**
 * What two steps of a program give otherwise than the reference engine does; disposes of the program.
 * @param given what both are given, drawn unless told
 */
export async function againstReference(
  step: Step,
  specs: StepSpecs,
  program: Program,
  given: Given = drawn(specs),
): Promise<string[]> {
  const reference = await compile(step, specs, { engine: 'reference', threads: 1 });
  try {
    const actual = await program.run(...given, steps);
    const expected = await reference.run(...given, steps);
    return [...differences(actual.state, expected.state), ...differences(actual.metrics, expected.metrics)];
  } finally {
    await program.dispose();
    await reference.dispose();
  }
}
