import * as tf from '@tensorflow/tfjs-core';
import { broadcastValues } from './broadcast-values.ts';
import { type CpuCall, replaceCpuKernel } from './cpu-kernel.ts';

// TF.js's plain backend counts the matrices of both operands through, modulo how many each has: wrong as soon as an axis
// that is broadcast stands behind one that is not, as in [2, 1, ...] by [2, 3, ...]. Here they are repeated beforehand.

replaceCpuKernel('BatchMatMul', (call) => {
  const { a, b } = call.inputs as Record<'a' | 'b', tf.TensorInfo>;
  const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
  if (batchA.join() === batchB.join()) return call.original();
  return call.original({ a: repeated(call, a, batch), b: repeated(call, b, batch) });
});

/** The matrices of an operand, one for each place in `batch`. */
function repeated({ read, write }: CpuCall, operand: tf.TensorInfo, batch: readonly number[]): tf.TensorInfo {
  const matrix = operand.shape.slice(-2);
  const size = tf.util.sizeFromShape(matrix);
  const own = operand.shape.slice(0, -2);
  const places = broadcastValues(
    Array.from({ length: tf.util.sizeFromShape(own) }, (_, place) => place),
    own,
    batch,
  );
  const values = read(operand);
  const all = places.flatMap((place) => Array.from({ length: size }, (_, at) => values[place * size + at]!));
  const isWhole = operand.dtype === 'int32';
  const typed = isWhole ? Int32Array.from(all) : Float32Array.from(all);
  return write(typed, [...batch, ...matrix], isWhole ? 'int32' : 'float32');
}
