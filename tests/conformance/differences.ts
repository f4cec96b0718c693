import { expect } from 'vitest';
import { createRng, type NdArray, ndarray, type NdRecord, sizeOf } from '#core';
import { epsilon, metricsOf, trialStep, weightsOf } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';
import { type Trial, valueSets } from './trial.ts';

/**
 * Central differences of fourth order, (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h, along a random direction of +-1s.
 *
 * Two errors: rounding, each f is a sum of float32 results, off by a few epsilon of S = sum |weights * results|, which
 * the formula multiplies by 18 / 12h; and truncation, h^4 f^(5) / 30. With h = 1/64 they balance for functions whose
 * derivatives are of the order of their values: 12 epsilon S and 2e-9 f^(5). Truncation is estimated from what the second
 * order's correction was, |D4 - D2| ~ h^2 f''' / 6: an eighth of it bounds the rest as long as f^(5) < 500 f'''.
 * Trials keep kinks and ties further away than 4h = 1/16.
 */
const h = 1 / 64;
const offsets = [-2, -1, 1, 2] as const;

export async function checkDifferences(trial: Trial): Promise<void> {
  const gradients = await metricsOf(trialStep(trial), trial.inputs, testedEngine);
  for (let set = 0; set < valueSets; set++) {
    const { derivative, allowed } = await directional(trial, set);
    let slope = 0;
    for (const name of trial.wrt) {
      const size = sizeOf(gradients[name]!.shape.slice(1));
      const direction = directionOf(name, size);
      const gradient = gradients[name]!.values.subarray(set * size, (set + 1) * size);
      gradient.forEach((value, index) => (slope += value * direction[index]!));
    }
    expect(Math.abs(slope - derivative), `slope ${slope}, difference ${derivative}`).toBeLessThanOrEqual(
      allowed,
    );
  }
}

async function directional(trial: Trial, set: number): Promise<{ derivative: number; allowed: number }> {
  const inputs: NdRecord = Object.fromEntries(
    Object.entries(trial.inputs).map(([name, array]) => [
      name,
      movedAlong(array, set, trial.wrt.includes(name) ? name : undefined),
    ]),
  );
  const { value } = await metricsOf(trialStep({ ...trial, wrt: [] }), inputs, 'reference');
  const size = value!.values.length / offsets.length;
  const weights = weightsOf(value!.shape.slice(1)).dataSync();
  const functional = offsets.map((_, step) => {
    let sum = 0;
    for (let index = 0; index < size; index++) sum += weights[index]! * value!.values[step * size + index]!;
    return sum;
  }) as [number, number, number, number];
  let scale = 0;
  for (let index = 0; index < size; index++) scale += Math.abs(weights[index]! * value!.values[index]!);
  const [low2, low, high, high2] = functional;
  const second = (high - low) / (2 * h);
  const derivative = (8 * (high - low) - (high2 - low2)) / (12 * h);
  const rounding = (8 * Math.sqrt(trial.terms) * epsilon * (scale + trial.magnitude) * 18) / (12 * h);
  return { derivative, allowed: rounding + Math.abs(derivative - second) / 8 };
}

/** One value set of an operand, moved by each offset along its direction where it has one. */
function movedAlong(array: NdArray, set: number, name: string | undefined): NdArray {
  const shape = array.shape.slice(1);
  const size = sizeOf(shape);
  const start = array.values.subarray(set * size, (set + 1) * size);
  const direction = directionOf(name ?? '', size);
  const all = offsets.flatMap((offset) =>
    Array.from(start, (value, index) => (name ? value + offset * h * direction[index]! : value)),
  );
  return ndarray(all, [offsets.length, ...shape], array.dtype);
}

function directionOf(name: string, size: number): Float64Array {
  const rng = createRng('conformance', `direction/${name}`);
  return Float64Array.from({ length: size }, () => (rng.integer(2) === 0 ? -1 : 1));
}
