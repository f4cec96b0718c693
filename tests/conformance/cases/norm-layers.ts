import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import {
  batchNorm,
  batchNormWith,
  featureNorm,
  groupNorm,
  instanceNorm,
  layerNorm,
  runningAverage,
} from '#nn';
import { type Comparison, distinct, operand, smoothOperand, summed, type Trial } from '../trial.ts';
import { both, layerTrials, maps, sizes } from './layer-trials.ts';

/** Normalisation divides by a deviation: values without ties keep it away from 0 and its error from growing. */
const normTrials = (
  label: string,
  norm: (x: tf.Tensor, affine: { gamma: tf.Tensor; beta: tf.Tensor }) => tf.Tensor,
  from: fc.Arbitrary<number[]>,
): fc.Arbitrary<Trial> =>
  layerTrials(from, (own) => {
    const channels = [own[0]!, ...own.slice(1, -1).map(() => 1), own.at(-1)!];
    return {
      label,
      operands: { x: distinct(own), gamma: smoothOperand(channels), beta: smoothOperand(channels) },
      apply: ({ x, gamma, beta }) => norm(x!, { gamma: gamma!, beta: beta! }),
      magnitude: 64,
    };
  });

const flat = sizes.map(({ replicas, batch, inputs }) => [replicas, 2 * batch, inputs]);
const wide = sizes.map(({ replicas, batch, width }) => [replicas, batch, 2, width, 4]);
const small = fc.constantFrom<number[]>([1, 4, 2], [2, 2, 2], [1, 2, 2, 1, 2]);
const smallMaps = fc.constantFrom<number[]>([1, 2, 2, 2, 2], [2, 1, 2, 1, 4]);

function normalisation(
  norm: (x: tf.Tensor, affine: { gamma: tf.Tensor; beta: tf.Tensor }) => tf.Tensor,
  from: fc.Arbitrary<number[]>,
  smooth: fc.Arbitrary<number[]>,
): Comparison {
  return {
    trials: normTrials('norm', norm, from),
    forward: summed,
    smooth: normTrials('norm', norm, smooth),
  };
}

const statisticsTrials = layerTrials(fc.oneof(flat, wide), (own) => ({
  label: 'statistics',
  operands: { x: operand(own) },
  apply: ({ x }) => {
    const { mean, variance } = batchNorm(x!);
    return tf.concat([mean, variance]);
  },
}));

const givenStatisticsTrials = layerTrials(maps, (own) => {
  const channels = [own[0]!, 1, 1, 1, own[4]!];
  return {
    label: 'batchNormWith',
    operands: {
      x: operand(own),
      mean: operand(channels),
      variance: smoothOperand(channels, { low: 0.25, high: 3 }),
      average: operand(channels),
    },
    apply: ({ x, mean, variance, average }) =>
      tf.add(batchNormWith(x!, { mean: mean!, variance: variance! }), runningAverage(average!, mean!, 0.1)),
  };
});

export const normLayers: Readonly<Record<string, Comparison>> = {
  batchNorm: normalisation((x, affine) => batchNorm(x, affine).y, fc.oneof(flat, wide), small),
  'batchNorm on two virtual workers': normalisation(
    (x, affine) => batchNorm(x, { ...affine, workers: 2 }).y,
    flat,
    fc.constant([1, 4, 2]),
  ),
  'statistics of batchNorm': both(statisticsTrials),
  batchNormWith: both(givenStatisticsTrials),
  groupNorm: normalisation((x, affine) => groupNorm(x, 2, affine), wide, smallMaps),
  layerNorm: normalisation((x, affine) => layerNorm(x, affine), wide, smallMaps),
  featureNorm: normalisation((x, affine) => featureNorm(x, affine), wide, smallMaps),
  instanceNorm: normalisation((x, affine) => instanceNorm(x, affine), wide, smallMaps),
};
