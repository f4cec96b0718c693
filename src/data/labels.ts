import { createRng, UserError, type NdArray, type Seed } from '#core';
import { requireBetween, requireWhole } from './check-option.ts';

/** The same labels [samples] in a random order: class counts stay, the relation to the inputs goes. */
export function shuffledLabels(seed: Seed, labels: NdArray): NdArray {
  const order = createRng(seed, 'labels/shuffle').permutation(labels.values.length);
  return { ...labels, values: Int32Array.from(order, (from) => labels.values[from]!) };
}

/**
 * Checks that every label, or id, is one of the classes 0 to `classes` - 1.
 * @param set what they are the labels of, for the message
 * @throws UserError naming the set, the first index whose label is none, the label and the number of classes
 */
export function checkLabels({ values }: NdArray, classes: number, set = 'labels'): void {
  const index = values.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  if (index < 0) return;
  throw new UserError(
    `${set}: label ${values[index]} at index ${index} is not one of ${classes} classes`,
    'labels run from 0 to classes - 1: pass the number of classes of the data set',
  );
}

export interface LabelNoiseOptions {
  /** Share of the labels that are wrong afterwards, 0 to 1. */
  readonly fraction: number;
  readonly classes: number;
}

/**
 * Labels [samples] of which exactly `round(fraction * samples)` are replaced by another class, uniformly among the others.
 * A larger fraction corrupts the same labels in the same way, and more.
 */
export function labelNoise(seed: Seed, labels: NdArray, { fraction, classes }: LabelNoiseOptions): NdArray {
  requireBetween('fraction', fraction, 0, 1);
  requireWhole('classes', classes, 2);
  const values = Int32Array.from(labels.values);
  checkLabels(labels, classes);
  const rng = createRng(seed, 'labels/noise');
  const order = rng.permutation(values.length);
  for (const sample of order.subarray(0, Math.round(fraction * values.length))) {
    values[sample] = (values[sample]! + 1 + rng.integer(classes - 1)) % classes;
  }
  return { ...labels, values };
}
