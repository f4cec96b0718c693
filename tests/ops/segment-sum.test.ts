import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import '#ops';

beforeAll(() => tf.setBackend('cpu'));

const special = fc.constantFrom(NaN, Infinity, -Infinity);
const rows = fc.array(
  fc.record({
    segment: fc.integer({ min: 0, max: 2 }),
    row: fc.tuple(fc.oneof(fc.integer({ min: -9, max: 9 }), special), fc.integer({ min: -9, max: 9 })),
  }),
  { minLength: 1, maxLength: 6 },
);

it('the sum of a segment is that of its own rows, whatever the others are', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const x = tf.tensor2d(given.map(({ row }) => [...row]));
      const ids = tf.tensor1d(
        given.map(({ segment }) => segment),
        'int32',
      );
      const sums = [0, 1, 2].map((segment) => {
        const own = given.filter((one) => one.segment === segment);
        return [0, 1].map((column) => own.reduce((sum, { row }) => sum + row[column]!, 0));
      });
      expect(tf.unsortedSegmentSum(x, ids, 3).arraySync()).toEqual(sums);
    }),
  );
});
