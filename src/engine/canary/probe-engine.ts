import * as tf from '@tensorflow/tfjs-core';
import { createRng, messageOf, type NdArray, type SpecRecord } from '#core';
import { replicaConv2d } from '#ops';
import type { Compile, EngineName, Step, StepSpecs } from '../types.ts';
import { holdFirstSteps } from './hold-first-steps.ts';
import { recordProgram } from './record-program.ts';

const [replicas, batch, size, channels, classes, steps] = [3, 8, 6, 4, 5, 2] as const;
const names = ['filter', 'scale', 'weight', 'bias'] as const;

const specs: StepSpecs = {
  state: {
    ...floats({
      filter: [replicas, 3, 3, 1, channels],
      scale: [replicas, 1, 1, 1, channels],
      weight: [replicas, size * size * channels, classes],
      bias: [replicas, 1, classes],
    }),
    ...floats({
      'velocity/filter': [replicas, 3, 3, 1, channels],
      'velocity/scale': [replicas, 1, 1, 1, channels],
      'velocity/weight': [replicas, size * size * channels, classes],
      'velocity/bias': [replicas, 1, classes],
    }),
  },
  input: { labels: { dtype: 'int32', shape: [replicas, batch] } },
  data: floats({ images: [replicas, batch, size, size, 1] }),
};

function floats(shapes: Readonly<Record<string, readonly number[]>>): SpecRecord {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, { dtype: 'float32' as const, shape: [...shape] }]),
  );
}

/** Momentum on a convolutional network with batch normalization: products, convolutions, sums, gathers and functions. */
const step: Step = (state, { labels }, { images }) => {
  const lossOf = (...values: tf.Tensor[]): tf.Scalar => {
    const [filter, scale, weight, bias] = values as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const maps = replicaConv2d(images!, filter, { strides: 1, pad: 'same' });
    const centred = tf.sub(maps, tf.mean(maps, [1, 2, 3], true));
    const variance = tf.mean(tf.square(centred), [1, 2, 3], true);
    const normalized = tf.mul(scale, tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-3))));
    const features = tf.reshape(tf.relu(normalized), [replicas, batch, -1]);
    const logits = tf.add(tf.matMul(features, weight), bias);
    const logPartition = tf.logSumExp(logits, -1);
    const chosen = tf.sum(tf.mul(logits, tf.cast(tf.oneHot(labels!, classes), 'float32')), -1);
    return tf.sum<tf.Scalar>(tf.mean(tf.sub(logPartition, chosen), 1));
  };
  const gradients = tf.grads(lossOf)(names.map((name) => state[name]!));
  const moved = names.flatMap((name, index) => {
    const velocity = tf.add(tf.mul(state[`velocity/${name}`]!, 0.9), gradients[index]!);
    return [
      [name, tf.sub(state[name]!, tf.mul(velocity, 0.05))],
      [`velocity/${name}`, velocity],
    ] as const;
  });
  return { state: Object.fromEntries(moved), metrics: { slope: tf.sum(tf.square(gradients[2]!), [1, 2]) } };
};

function drawn(record: SpecRecord, leading: readonly number[] = []): Record<string, NdArray> {
  return Object.fromEntries(
    Object.entries(record).map(([name, { dtype, shape }]) => {
      const whole = [...leading, ...shape];
      const count = whole.reduce((product, extent) => product * extent, 1);
      const rng = createRng('probe', name);
      const values =
        dtype === 'float32'
          ? rng.normals(count).map((value) => value / 4)
          : Int32Array.from({ length: count }, () => Math.floor(rng.uniform() * classes));
      return [name, { dtype, shape: whole, values }];
    }),
  );
}

/**
 * Lets an engine take two steps of a small training, which are held against the reference on the processor.
 * @returns why the engine is not to be trusted here; undefined where it computes what the reference does
 */
export async function probeEngine(engine: EngineName, compile: Compile): Promise<string | undefined> {
  try {
    const program = await compile(step, specs, { engine, threads: 1 });
    try {
      const given = {
        state: drawn(specs.state),
        inputs: drawn(specs.input, [steps]),
        data: drawn(specs.data),
        steps,
      };
      const seen = await holdFirstSteps(program, recordProgram(program, step, specs), given);
      return seen.outcome === 'held' ? undefined : seen.reason;
    } finally {
      await program.dispose();
    }
  } catch (error) {
    return messageOf(error);
  }
}
