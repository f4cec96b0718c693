import { ndarray, type NdRecord, specsOf, type SpecRecord, UserError } from '#core';
import type { StepSpecs } from '#engine';

/** Inputs of steps `from` to `from + count` (exclusive), each with a leading axis of `count`; a pure function. */
export type InputSource = (from: number, count: number) => NdRecord;

/** Name of the input that every step gets: its 0-based index in the scan, a float32 scalar. */
const stepIndexName = 'stepIndex';

/** The inputs of a chunk, with the step index. */
export function chunkInputs(source: InputSource | undefined, from: number, count: number): NdRecord {
  const given = source?.(from, count) ?? {};
  for (const [name, { shape }] of Object.entries(given)) {
    if (name === stepIndexName) {
      throw new UserError(
        `an input is called '${stepIndexName}'`,
        'rename it: every step gets that input anyway',
      );
    }
    if (shape[0] !== count) {
      throw new UserError(
        `input '${name}' has shape [${shape.join(', ')}] for ${count} steps`,
        'return inputs whose leading axis is the number of steps asked for',
      );
    }
  }
  const indices = Float32Array.from({ length: count }, (_, offset) => from + offset);
  return { ...given, [stepIndexName]: ndarray(indices, [count]) };
}

/** What a step is compiled for, read off the arrays that it will get. */
export function stepSpecs(state: NdRecord, inputs: NdRecord, data: NdRecord): StepSpecs {
  return { state: specsOf(state), input: withoutSteps(specsOf(inputs)), data: specsOf(data) };
}

function withoutSteps(specs: SpecRecord): SpecRecord {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { dtype, shape }]) => [name, { dtype, shape: shape.slice(1) }]),
  );
}
