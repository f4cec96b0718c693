import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NdArray, type NdRecord, ndarray, rows, specsOf } from '#core';
import type { Step } from '#engine';
import {
  activate,
  adam,
  adamSlots,
  batchNorm,
  conv,
  convSpecs,
  dense,
  denseSpecs,
  globalAveragePool,
  globalNorm,
  groupNorm,
  initialize,
  maxPool,
  scaleShiftSpecs,
  sgd,
  sgdSlots,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from '#nn';
import { compileReference } from '../../src/engine/reference.ts';
import { draws } from './numerics.ts';

interface Model {
  norm: 'batch' | 'group' | 'none';
  optimizer: 'sgd' | 'adam';
  replicas: number;
  batch: number;
}

const classes = 3;
const specs = {
  ...convSpecs('conv', 3, 2, 4),
  ...scaleShiftSpecs('norm', 4, 5),
  ...denseSpecs('out', 4, classes),
};

function forward(p: TensorRecord, x: tf.Tensor, { norm }: Model): tf.Tensor {
  const maps = conv(x, p['conv/weight']!, { strides: 1 });
  const affine = { gamma: p['norm/gamma'], beta: p['norm/beta'] };
  let normed = tf.add(tf.mul(maps, p['norm/gamma']!), p['norm/beta']!);
  if (norm === 'batch') normed = batchNorm(maps, { ...affine, workers: 2 }).y;
  if (norm === 'group') normed = groupNorm(maps, 2, affine);
  return dense(globalAveragePool(maxPool(activate('relu', normed), { size: 2 })), p['out/weight']!);
}

function stepOf(model: Model, names: readonly string[]): Step {
  return (state, input, data) => {
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const slots = Object.fromEntries(Object.entries(state).filter(([name]) => !names.includes(name)));
    const { loss, gradients } = valueAndGradients(
      (p) => ({ loss: softmaxCrossEntropy(forward(p, data['x']!, model), data['y']!) }),
      params,
    );
    const common = { learningRate: 0.1, weightDecay: 0.01 };
    const next =
      model.optimizer === 'sgd'
        ? sgd(params, gradients, slots, { ...common, momentum: 0.9 })
        : adam(params, gradients, slots, { ...common, stepIndex: input['stepIndex']! });
    return { state: { ...next.params, ...next.slots }, metrics: { loss, norm: globalNorm(gradients) } };
  };
}

async function train(model: Model, seeds: readonly string[], data: NdRecord) {
  const params = initialize(seeds, specs);
  const slots =
    model.optimizer === 'sgd' ? sgdSlots(specsOf(params), { momentum: 0.9 }) : adamSlots(specsOf(params));
  const state = { ...params, ...slots };
  const step = stepOf(model, Object.keys(params));
  const input = { stepIndex: { dtype: 'float32', shape: [] } } as const;
  const program = await compileReference(
    step,
    { state: specsOf(state), input, data: specsOf(data) },
    { engine: 'reference', threads: 1 },
  );
  return program.run(state, { stepIndex: ndarray([0, 1, 2], [3]) }, data, 3);
}

const models = fc.record<Model>({
  norm: fc.constantFrom('batch', 'group', 'none'),
  optimizer: fc.constantFrom('sgd', 'adam'),
  replicas: fc.integer({ min: 2, max: 4 }),
  batch: fc.constantFrom(4, 6),
});

describe('the replica axis', () => {
  it('never mixes: replica r of a wide run is the run of its seed alone, bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(models, fc.nat(3), async (model, pick) => {
        const replica = pick % model.replicas;
        const seeds = Array.from({ length: model.replicas }, (_, index) => `seed ${index}`);
        const data: NdRecord = {
          x: draws('images', [model.replicas, model.batch, 4, 4, 2]),
          y: ndarray(
            Array.from({ length: model.replicas * model.batch }, (_, index) => (index * 7) % classes),
            [model.replicas, model.batch],
            'int32',
          ),
        };
        const own = (array: NdArray) => rows(array, replica, replica + 1);
        const wide = await train(model, seeds, data);
        const alone = await train(model, [seeds[replica]!], { x: own(data['x']!), y: own(data['y']!) });
        for (const [name, array] of Object.entries(wide.state)) {
          expect(own(array).values, name).toEqual(alone.state[name]!.values);
        }
        for (const name of ['loss', 'norm']) {
          const column = wide.metrics[name]!.values.filter((_, index) => index % model.replicas === replica);
          expect(column, name).toEqual(alone.metrics[name]!.values);
        }
      }),
      { numRuns: 12 },
    );
  });
});
