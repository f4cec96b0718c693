import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng, ndarray, specsOf, type NdRecord } from '#core';
import {
  adamSlots,
  adamW,
  float64Layerwise,
  float64Norm,
  type Float64Rule,
  float64Start,
  lamb,
  lambSlots,
  lars,
  larsSlots,
  type TensorRecord,
} from '#nn';
import { toTensors } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const sizes = [1, 3, 8];

const rules = fc.record({
  kind: fc.constantFrom<Float64Rule['kind']>('lars', 'lamb', 'adamW'),
  learningRate: fc.constantFrom(0.01, 0.3),
  beta1: fc.constantFrom(0.5, 0.9),
  beta2: fc.constantFrom(0.9, 0.999),
  epsilon: fc.constantFrom(1e-6, 1e-2),
  weightDecay: fc.constantFrom(0, 0.1),
  phi: fc.constantFrom({}, { lower: 0.5, upper: 2 }),
  excluded: fc.constantFrom([], [1]),
});

/** One step of the float32 optimizers that trainings use. */
function trainingStep(
  rule: Float64Rule,
  params: TensorRecord,
  gradients: TensorRecord,
  slots: TensorRecord,
  step: number,
) {
  const { phi, weightDecay, learningRate, beta1, beta2, epsilon, excluded = [] } = rule;
  const out = (name: string): boolean => excluded.includes(Number(name));
  const layerwise = { learningRate, beta1, weightDecay, phi, excludeFromDecay: out };
  const moments = { beta2, epsilon, stepIndex: tf.scalar(step) };
  if (rule.kind === 'lars') return lars(params, gradients, slots, layerwise);
  if (rule.kind === 'lamb') return lamb(params, gradients, slots, { ...layerwise, ...moments });
  const withoutDecay = Object.keys(params).filter(out);
  return adamW(params, gradients, slots, { learningRate, beta1, weightDecay, withoutDecay, ...moments });
}

const asRecord = (blocks: readonly Float64Array[]): NdRecord =>
  Object.fromEntries(
    blocks.map((block, at) => [`${at}`, ndarray(Float32Array.from(block), [1, block.length])]),
  );

describe('float64Layerwise', () => {
  it('takes the steps of the optimizers that trainings use, up to float32', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 1e6 }), (rule, seed) => {
        const rng = createRng(String(seed), 'blocks');
        const draw = (): Float64Array[] => sizes.map((size) => Float64Array.from(rng.normals(size)));
        let state = float64Start(draw());
        let params: TensorRecord = toTensors(asRecord(state.blocks));
        const specs = specsOf(asRecord(state.blocks));
        const slotsOf = { lars: larsSlots, lamb: lambSlots, adamW: adamSlots }[rule.kind];
        let slots: TensorRecord = toTensors(slotsOf(specs));
        for (let step = 0; step < 4; step++) {
          const gradients = draw();
          state = float64Layerwise(rule, state, gradients);
          ({ params, slots } = trainingStep(rule, params, toTensors(asRecord(gradients)), slots, step));
        }
        state.blocks.forEach((block, at) => {
          const trained = params[`${at}`]!.dataSync();
          const gap = float64Norm(block.map((value, index) => value - trained[index]!));
          expect(gap).toBeLessThan(1e-4 * (1 + float64Norm(block)));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('a block at zero takes a step of trust ratio 1, a coordinate without gradient stays', () => {
    const rule: Float64Rule = {
      kind: 'lamb',
      learningRate: 0.5,
      beta1: 0.9,
      beta2: 0.99,
      epsilon: 0,
      weightDecay: 0,
    };
    const { blocks } = float64Layerwise(rule, float64Start([new Float64Array(2)]), [Float64Array.of(4, 0)]);
    expect([...blocks[0]!].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([-0.5, 0]);
  });
});
