import * as tf from '@tensorflow/tfjs-core';
import type { SpecRecord } from '#core';
import type { TensorRecord } from '#engine';
import { replicaConv2d } from '#ops';
import { spec } from '../../graphs.ts';

/** A step without state over three replicas that are apart, and the kernels that it is there for. */
export interface KernelExample {
  readonly kernels: readonly string[];
  readonly input: SpecRecord;
  readonly metrics: (input: TensorRecord) => TensorRecord;
}

type Unary = (x: tf.Tensor) => tf.Tensor;

/** A loss per replica, so that gradients of its sum are apart as well. */
const gradientOf = (f: Unary, x: tf.Tensor): tf.Tensor => tf.grad((at) => tf.sum(tf.square(f(at))))(x);

const maps = { x: spec([3, 2, 5, 4, 2]), filter: spec([3, 3, 3, 2, 2]) };
const images = { x: spec([6, 5, 4, 2]), filter: spec([3, 3, 2, 2]) };
const asImages = (x: tf.Tensor): tf.Tensor4D => tf.reshape(x, [6, 5, 4, 2]);

export const kernelExamples: Readonly<Record<string, KernelExample>> = {
  'values of a replica that broadcast over its samples': {
    kernels: ['Add', 'Multiply', 'Select', 'Greater', 'Const', 'Fill'],
    input: { x: spec([3, 4, 2]), rate: spec([3]) },
    metrics: ({ x, rate }) => {
      const scaled = tf.mul(x!, tf.reshape(rate!, [3, 1, 1]));
      const offset = tf.add(scaled, tf.tensor([1, 2, 3, 4], [4, 1]));
      return { y: tf.where(tf.greater(offset, 0), offset, tf.fill([3, 4, 2], 7)) };
    },
  },
  'a constant that repeats itself in every replica': {
    kernels: ['Const'],
    input: { x: spec([6, 2]) },
    metrics: ({ x }) => {
      const rows = tf.tensor([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4], [6, 2]);
      const columns = tf.tensor([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4], [2, 6]);
      return { y: tf.add(x!, rows), z: tf.transpose(tf.add(tf.transpose(x!), columns)) };
    },
  },
  'a rectangle turned, regrouped and turned back': {
    kernels: ['Transpose', 'Reshape'],
    input: { x: spec([3, 4, 2]) },
    metrics: ({ x }) => {
      const timeMajor = tf.transpose(x!, [1, 0, 2]);
      const rows = tf.reshape(tf.reshape(timeMajor, [4, 6]), [4, 3, 1, 2]);
      return { y: tf.transpose(tf.reverse(rows, 0), [1, 2, 0, 3]) };
    },
  },
  'replicas folded into the batch': {
    kernels: ['Reshape', 'BatchMatMul'],
    input: { x: spec([3, 2, 4]), shared: spec([4, 5]) },
    metrics: ({ x, shared }) => {
      const y = tf.matMul(tf.reshape(x!, [6, 4]), shared!);
      const turned = tf.matMul(shared!, tf.reshape(x!, [6, 4]), true, true);
      return { y: tf.reshape(y, [3, 2, 5]), z: tf.transpose(turned) };
    },
  },
  'a batched product with a shared operand': {
    kernels: ['BatchMatMul'],
    input: { x: spec([3, 2, 4]), w: spec([3, 5, 4]), shared: spec([1, 4, 2]) },
    metrics: ({ x, w, shared }) => ({ y: tf.matMul(tf.matMul(x!, w!, false, true), tf.matMul(w!, shared!)) }),
  },
  'pieces, margins and copies': {
    kernels: ['Slice', 'PadV2', 'MirrorPad', 'Reverse', 'Concat'],
    input: { x: spec([3, 4, 3]) },
    metrics: ({ x }) => {
      const piece = tf.pad(tf.slice(x!, [0, 1, 0], [3, 2, 3]), [[0, 0], [1, 0], [0, 2]], 5); // prettier-ignore
      const mirrored = tf.mirrorPad(x!, [[0, 0], [1, 2], [0, 0]], 'reflect'); // prettier-ignore
      const turned = tf.stridedSlice(x!, [0, 0, 0], [3, 0, 3], [1, -1, 1], 2, 2);
      return { piece, turned, joined: tf.concat([tf.reverse(mirrored, [1, 2]), x!], 1) };
    },
  },
  'a shared value copied to every replica': {
    kernels: ['Tile'],
    input: { x: spec([3, 4]), shared: spec([1, 4]) },
    metrics: ({ x, shared }) => ({ y: tf.tile(tf.add(x!, tf.tile(shared!, [3, 1])), [1, 2]) }),
  },
  'reductions of every kind within a replica': {
    kernels: ['Sum', 'Mean', 'Max', 'Min', 'Prod', 'All', 'Any', 'ArgMax', 'ArgMin', 'Cumsum', 'Softmax'],
    input: { x: spec([3, 4, 5]) },
    metrics: ({ x }) => ({
      sum: tf.sum(x!, [1, 2]),
      mean: tf.mean(x!, 1),
      max: tf.max(x!, 2),
      min: tf.min(x!, 1, true),
      prod: tf.prod(x!, 2),
      all: tf.all(tf.greater(x!, -1), 1),
      any: tf.any(tf.greater(x!, 1), 1),
      most: tf.argMax(x!, 1),
      least: tf.argMin(x!, -1),
      // The replicas are the second axis here.
      first: tf.argMax(tf.transpose(x!, [1, 0, 2]), 0),
      running: tf.cumsum(x!, 1, true, true),
      share: tf.softmax(x!),
    }),
  },
  'rows of shared and of own tables': {
    kernels: ['GatherV2', 'OneHot'],
    input: {
      table: spec([7, 4]),
      own: spec([3, 5, 4]),
      ids: spec([3, 2], 'int32'),
      columns: spec([2], 'int32'),
    },
    metrics: ({ table, own, ids, columns }) => ({
      shared: tf.gather(table!, ids!),
      own: tf.gather(own!, ids!, 1, 1),
      columns: tf.gather(own!, columns!, 2),
      rows: tf.gather(own!, columns!, 1),
      marks: tf.oneHot(ids!, 4),
    }),
  },
  'the gradient of shared indices into own tables': {
    kernels: ['UnsortedSegmentSum'],
    input: { own: spec([3, 6, 4]), ids: spec([2], 'int32') },
    metrics: ({ own, ids }) => ({ gradient: gradientOf((x) => tf.gather(x, ids!, 1), own!) }),
  },
  'filters of each replica with their gradients': {
    kernels: ['ReplicaConv2D', 'ReplicaConv2DBackpropInput', 'ReplicaConv2DBackpropFilter'],
    input: maps,
    metrics: ({ x, filter }) => ({
      x: gradientOf((at) => replicaConv2d(at, filter!, { strides: 2, pad: 'same' }), x!),
      filter: gradientOf((at) => replicaConv2d(x!, at, { strides: 1, pad: 'valid' }), filter!),
    }),
  },
  'a shared filter with the gradient of the images': {
    kernels: ['Conv2D', 'Conv2DBackpropInput'],
    input: images,
    metrics: ({ x, filter }) => ({
      y: gradientOf((at) => tf.conv2d(at as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same'), x!),
    }),
  },
  'pooling with its gradients': {
    kernels: ['MaxPool', 'MaxPoolGrad', 'AvgPool', 'AvgPoolGrad'],
    input: { x: maps.x },
    metrics: ({ x }) => ({
      largest: gradientOf((at) => tf.maxPool(asImages(at), 2, 2, 'same'), x!),
      mean: gradientOf((at) => tf.avgPool(asImages(at), 2, 1, 'valid'), x!),
    }),
  },
  'powers and kinks': {
    kernels: ['Prelu', 'EluGrad', 'ClipByValue', 'LeakyRelu', 'Cast', 'LogicalNot'],
    input: { x: spec([3, 4]), alpha: spec([1, 4]) },
    metrics: ({ x, alpha }) => ({
      prelu: tf.prelu(x!, alpha!),
      elu: gradientOf(tf.elu, x!),
      clipped: tf.clipByValue(tf.leakyRelu(x!, 0.2), -0.1, 0.5),
      whole: tf.cast(tf.logicalNot(tf.greater(x!, 0)), 'int32'),
    }),
  },
};
