import * as tf from '@tensorflow/tfjs-core';
import { createRng, type NdArray, type NdRecord, type SpecRecord } from '#core';
import { compile, type EngineName, type Step } from '#engine';
import { type Tensors, type Tolerance, type Trial, valueSets } from './trial.ts';

export const epsilon = 2 ** -23;
/** Below it float32 has ever fewer digits. */
const smallestNormal = 2 ** -126;

/** Fixed weights of the scalar functional sum(weights * result), by which results are differentiated. */
export function weightsOf(shape: readonly number[]): tf.Tensor {
  const size = tf.util.sizeFromShape([...shape]);
  return tf.tensor(createRng('conformance', 'weights').uniforms(size, -1, 1), [...shape]);
}

/** The result of a trial and the gradients of the weighted sum of its elements. */
export function trialStep({ apply, wrt }: Trial): Step {
  return (_state, input) => {
    const value = apply(input);
    if (wrt.length === 0) return { state: {}, metrics: { value } };
    const functional = (...leaves: tf.Tensor[]): tf.Scalar => {
      const result = apply({ ...input, ...named(wrt, leaves) });
      return tf.sum(tf.mul(result, weightsOf(result.shape)));
    };
    const gradients = tf.grads(functional)(wrt.map((name) => input[name]!));
    return { state: {}, metrics: { value, ...named(wrt, gradients) } };
  };
}

function named(names: readonly string[], tensors: readonly tf.Tensor[]): Tensors {
  return Object.fromEntries(names.map((name, index) => [name, tensors[index]!]));
}

/** Metrics of a step that is fed with inputs alone. */
export async function metricsOf(step: Step, inputs: NdRecord, engine: EngineName): Promise<NdRecord> {
  const input = specsOfSteps(inputs);
  const program = await compile(step, { state: {}, input, data: {} }, { engine, threads: 1 });
  try {
    const steps = Object.values(inputs)[0]?.shape[0] ?? valueSets;
    return (await program.run({}, inputs, {}, steps)).metrics;
  } finally {
    await program.dispose();
  }
}

export function specsOfSteps(inputs: NdRecord): SpecRecord {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype, shape }]) => [name, { dtype, shape: shape.slice(1) }]),
  );
}

/**
 * The first element that is further from its reference than the tolerance, in words; undefined when all are near.
 * NaN equals NaN; 0 equals -0.
 */
export function firstFar(
  name: string,
  actual: NdArray,
  expected: NdArray,
  tolerance: Tolerance,
  { terms, magnitude }: Pick<Trial, 'terms' | 'magnitude'>,
): string | undefined {
  const kinds = [actual, expected].map(({ dtype, shape }) => `${dtype}[${shape.join(', ')}]`);
  if (kinds[0] !== kinds[1]) return `${name} is ${kinds[0]}, expected ${kinds[1]}`;
  const unit = epsilon * Math.sqrt(terms);
  for (const [index, value] of actual.values.entries()) {
    const reference = expected.values[index]!;
    if (Object.is(value, reference) || value === reference) continue;
    const scale = tolerance.relative * Math.abs(reference) + tolerance.floor * magnitude;
    const allowed = scale === 0 ? 0 : unit * scale + smallestNormal;
    if (!Number.isFinite(reference) || !(Math.abs(value - reference) <= allowed)) {
      return `${name}[${index}] is ${value}, expected ${reference} +- ${allowed}`;
    }
  }
  return undefined;
}
