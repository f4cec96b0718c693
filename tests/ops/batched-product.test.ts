import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import '#ops';

beforeAll(() => tf.setBackend('cpu'));

/** The sum of products itself, element by element; extents are those of the result. */
function product(a: tf.Tensor, b: tf.Tensor): number[] {
  const [left, right] = [a, b].map((operand) => {
    const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    return tf.broadcastTo(operand, [...batch, ...operand.shape.slice(-2)]);
  }) as [tf.Tensor, tf.Tensor];
  const terms = tf.mul(tf.expandDims(left, -1), tf.expandDims(right, -3));
  return [...tf.sum(terms, -2).dataSync()];
}

const extent = fc.integer({ min: 1, max: 3 });
const operands = fc.array(fc.tuple(extent, fc.boolean(), fc.boolean()), { maxLength: 3 }).map((axes) => ({
  a: axes.map(([size, one]) => (one ? 1 : size)),
  b: axes.map(([size, , one]) => (one ? 1 : size)),
}));

it('a product of batches repeats the matrices of axes that are broadcast, wherever they stand', () => {
  fc.assert(
    fc.property(operands, fc.tuple(extent, extent, extent), ({ a, b }, [rows, inner, columns]) => {
      const whole = (shape: number[]): tf.Tensor =>
        tf.sub(tf.mod(tf.range(0, tf.util.sizeFromShape(shape)), 7), 3).reshape(shape);
      const left = whole([...a, rows, inner]);
      const right = whole([...b, inner, columns]);
      expect([...tf.matMul(left, right).dataSync()].map((x) => x + 0)).toEqual(
        product(left, right).map((x) => x + 0),
      );
    }),
  );
});
