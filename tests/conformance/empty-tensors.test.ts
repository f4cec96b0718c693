import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { ndarray, zeros } from '#core';
import { compile, type Step, type TensorRecord } from '#engine';
import { metricsOf } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';

type Apply = (input: TensorRecord) => tf.Tensor;

const inputs = { none: zeros([1, 0, 3]), x: ndarray([1, 2, 3], [1, 1, 3]) };

async function resultOf(apply: Apply) {
  const step: Step = (_, input) => ({ state: {}, metrics: { y: apply(input) } });
  const { shape, values } = (await metricsOf(step, inputs, testedEngine))['y']!;
  return { shape: shape.slice(1), values: [...values] };
}

describe('tensors without elements', () => {
  it.each<[string, Apply, number[], number[]]>([
    ['moved', ({ none }) => tf.transpose(none!), [3, 0], []],
    ['added to a row', ({ none, x }) => tf.add(none!, x!), [0, 3], []],
    ['summed', ({ none }) => tf.sum(none!, 0), [3], [0, 0, 0]],
    ['multiplied', ({ none }) => tf.prod(none!, 0), [3], [1, 1, 1]],
    ['joined', ({ none, x }) => tf.concat([none!, x!, none!]), [1, 3], [1, 2, 3]],
    ['padded', ({ none }) => tf.pad(none!, [[1, 0], [0, 0]], 7), [1, 3], [7, 7, 7]],
    ['in the sums of a product', ({ none, x }) => tf.matMul(tf.slice(none!, [0, 0], [0, 1]), tf.slice(x!, [0, 0], [0, 3]), true), [1, 3], [0, 0, 0]],
    ['asked whether all', ({ none }) => tf.cast(tf.all(tf.greater(none!, 0), 0), 'float32'), [3], [1, 1, 1]],
    ['asked of itself whether all', () => tf.cast(tf.all(tf.ones([0, 3], 'bool'), 0), 'float32'), [3], [1, 1, 1]],
    ['of another type before others', ({ none, x }) => tf.concat([tf.cast(none!, 'int32'), tf.mul(x!, 0.5)]), [1, 3], [0.5, 1, 1.5]],
    ['in a softmax', ({ none }) => tf.softmax(none!), [0, 3], []],
    ['differentiated', ({ none }) => tf.grad((v) => tf.sum(tf.square(v)))(none!), [0, 3], []],
  ])('%s', async (_, apply, shape, values) => {
    expect(await resultOf(apply)).toEqual({ shape, values });
  }); // prettier-ignore

  it.each<[string, Apply]>([
    ['Mean', ({ none }) => tf.mean(none!, 0)],
    ['Max', ({ none }) => tf.max(none!, 0)],
    ['ArgMax', ({ none }) => tf.argMax(none!, 0)],
  ])('have no %s', async (name, apply) => {
    await expect(resultOf(apply)).rejects.toThrow(
      `${name}(float32[0, 3]) cannot be computed: it has no elements along an axis`,
    );
  });

  it('are the state of no replicas', async () => {
    const spec = { w: { dtype: 'float32' as const, shape: [0, 3] } };
    const step: Step = ({ w }, { x }) => ({ state: { w: tf.sub(w!, x!) }, metrics: { loss: tf.sum(w!, 1) } });
    const input = { x: { dtype: 'float32' as const, shape: [1, 3] } };
    const program = await compile(
      step,
      { state: spec, input, data: {} },
      { engine: testedEngine, threads: 1 },
    );
    const { state, metrics } = await program.run({ w: zeros([0, 3]) }, { x: inputs.x }, {}, 1);
    await program.dispose();
    expect([state['w']!.shape, metrics['loss']!.shape]).toEqual([[0, 3], [1, 0]]); // prettier-ignore
  });
});
