import * as tf from '@tensorflow/tfjs-core';
import type { SpecRecord } from 'claimcheck';
import {
  adamSlots,
  adamW,
  lamb,
  lambSlots,
  lars,
  larsSlots,
  type NormClip,
  type TensorRecord,
  type Updated,
} from 'claimcheck/nn';

/** One of the updates that the runs of this paper train with, and every number of it. */
export interface Rule {
  readonly kind: 'lars' | 'lamb' | 'adamW';
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly phi?: NormClip;
  /** Neither decay nor adaptation, as for biases and gains. */
  readonly excluded?: boolean;
}

/** Weights or gradients of one replica, by block. */
export type Blocks = readonly Float64Array[];

/** Half a unit in the last place of float32, in which training computes, relative to 1. */
export const rounding = 2 ** -24;

interface State {
  readonly params: TensorRecord;
  readonly slots: TensorRecord;
}

function stepOf(rule: Rule, { params, slots }: State, gradients: TensorRecord, step: number): Updated {
  const { kind, learningRate, beta1, beta2, epsilon, weightDecay, phi, excluded = false } = rule;
  const adam = { learningRate, beta1, beta2, epsilon, weightDecay, stepIndex: tf.scalar(step) };
  const layerwise = { phi, excludeFromDecay: () => excluded };
  if (kind === 'adamW') return adamW(params, gradients, slots, adam);
  if (kind === 'lamb') return lamb(params, gradients, slots, { ...adam, ...layerwise });
  return lars(params, gradients, slots, { learningRate, beta1, weightDecay, ...layerwise });
}

function slotsOf({ kind, beta1 }: Rule, specs: SpecRecord): TensorRecord {
  const slots =
    kind === 'lars' ? larsSlots(specs, { beta1 }) : kind === 'lamb' ? lambSlots(specs) : adamSlots(specs);
  return Object.fromEntries(
    Object.entries(slots).map(([name, { values, shape }]) => [
      name,
      tf.tensor(values as Float32Array, [...shape]),
    ]),
  );
}

/**
 * The weights before the first step and after each, by step, replica and block, of the update that training calls. All
 * replicas begin at `start`; `gradientsAt` gives their gradients at the weights that they have.
 */
export function pathsOf(
  rule: Rule,
  start: Blocks,
  { replicas = 1, steps }: { readonly replicas?: number; readonly steps: number },
  gradientsAt: (step: number, weights: readonly Blocks[]) => readonly Blocks[],
): readonly (readonly Blocks[])[] {
  const sizes = start.map(({ length }) => length);
  const together = (all: readonly Blocks[]): TensorRecord =>
    Object.fromEntries(
      sizes.map((size, block) => {
        const values = new Float32Array(replicas * size);
        all.forEach((blocks, replica) => values.set(blocks[block]!, replica * size));
        return [`block${block}`, tf.tensor(values, [replicas, size])];
      }),
    );
  const apart = (params: TensorRecord): Blocks[] => {
    const values = sizes.map((_, block) => Float64Array.from(params[`block${block}`]!.dataSync()));
    return Array.from({ length: replicas }, (_, replica) =>
      sizes.map((size, block) => values[block]!.subarray(replica * size, (replica + 1) * size)),
    );
  };
  const paths: Blocks[][] = [];
  tf.tidy(() => {
    const shapes = sizes.map((size, block) => [
      `block${block}`,
      { dtype: 'float32', shape: [replicas, size] } as const,
    ]);
    let state: State = {
      params: together(Array<Blocks>(replicas).fill(start)),
      slots: slotsOf(rule, Object.fromEntries(shapes) as SpecRecord),
    };
    paths.push(apart(state.params));
    for (let step = 0; step < steps; step++) {
      state = stepOf(rule, state, together(gradientsAt(step, paths[step]!)), step);
      paths.push(apart(state.params));
    }
  });
  return paths;
}
