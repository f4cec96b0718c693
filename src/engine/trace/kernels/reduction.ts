import * as tf from '@tensorflow/tfjs-core';
import type { DType } from '#core';
import type { Recorder, Traced } from '../recorder.ts';
import { emitBinary, emitCast } from './elementwise.ts';
import { emitReshape, shifted } from './movement.ts';
import { dtypeOf, input, type KernelTable, type KernelTracer } from './types.ts';

function reduction(kernel: string, result?: DType, compute?: DType): KernelTracer {
  return (recorder, inputs, attrs) => {
    const raw = input(inputs, 'x');
    const x = compute === undefined ? raw : emitCast(recorder, raw, compute);
    const axes = tf.util.parseAxisParam(
      (attrs['axis'] ?? attrs['reductionIndices'] ?? null) as number[],
      x.shape,
    );
    const kept = x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
    const reduced = recorder.emit(kernel, [x], { axes }, kept, result ?? dtypeOf(x));
    const shape = x.shape.filter((_, axis) => !axes.includes(axis));
    return attrs['keepDims'] === true ? reduced : emitReshape(recorder, reduced, shape);
  };
}

/** True and false as 1 and 0. */
function numeric(recorder: Recorder, x: Traced): Traced {
  return x.dtype === 'bool' ? emitCast(recorder, x, 'int32') : x;
}

function argExtreme(kernel: 'ArgMax' | 'ArgMin'): KernelTracer {
  return (recorder, inputs, attrs) => {
    const x = numeric(recorder, input(inputs, 'x'));
    const axis = tf.util.parseAxisParam(attrs['axis'] as number, x.shape)[0]!;
    const shape = x.shape.filter((_, index) => index !== axis);
    return recorder.emit(kernel, [x], { axis }, shape, 'int32');
  };
}

function alongAxis(kernel: string, attribute: string): KernelTracer {
  return (recorder, inputs, attrs) => {
    const x = numeric(recorder, input(inputs, kernel === 'Cumsum' ? 'x' : 'logits'));
    const axis = tf.util.parseAxisParam((attrs[attribute] as number | undefined) ?? -1, x.shape)[0]!;
    const exclusive = attrs['exclusive'] === true;
    const reverse = attrs['reverse'] === true;
    return recorder.emit(kernel, [x], { axis, exclusive, reverse }, x.shape, dtypeOf(x));
  };
}

/** Running products by doubling: after the round with shift s each element has its last 2 s factors. */
const cumulativeProduct: KernelTracer = (recorder, inputs, attrs) => {
  const x = numeric(recorder, input(inputs, 'x'));
  const axis = tf.util.parseAxisParam(attrs['axis'] as number, x.shape)[0]!;
  const direction = attrs['reverse'] === true ? -1 : 1;
  let product = attrs['exclusive'] === true ? shifted(recorder, x, axis, direction, 1) : x;
  for (let shift = 1; shift < x.shape[axis]!; shift *= 2) {
    product = emitBinary(
      recorder,
      'Multiply',
      product,
      shifted(recorder, product, axis, direction * shift, 1),
    );
  }
  return product;
};

export const reductionKernels: KernelTable = {
  Sum: (recorder, inputs, attrs) =>
    reduction('Sum')(recorder, { x: numeric(recorder, input(inputs, 'x')) }, attrs),
  Mean: reduction('Mean', 'float32', 'float32'),
  Max: reduction('Max'),
  Min: reduction('Min'),
  Prod: reduction('Prod'),
  All: reduction('All', 'bool'),
  Any: reduction('Any', 'bool'),
  ArgMax: argExtreme('ArgMax'),
  ArgMin: argExtreme('ArgMin'),
  Cumsum: alongAxis('Cumsum', 'axis'),
  Cumprod: cumulativeProduct,
  Softmax: alongAxis('Softmax', 'dim'),
};
