import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ndarray, rows, specsOf } from '#core';
import { lars, larsSlots } from '#nn';
import {
  lengths,
  multiplied,
  pathError,
  pathOf,
  type Problem,
  problems,
  referenceCases,
} from './layerwise-runs.ts';

beforeAll(() => tf.setBackend('cpu'));

const plain = { learningRate: 0.5 };

describe('lars', () => {
  it.each(referenceCases('lars'))(
    'takes the steps of a float64 transcription: $name',
    ({ actual, expected }) => {
      expect(pathError(actual(), expected)).toBeLessThan(2e-6);
    },
  );

  it('moves every layer of every replica by learningRate |x|, whatever the gradients, with decay and without', () => {
    fc.assert(
      fc.property(problems, fc.constantFrom(0, 0.25), ({ start, gradients }, weightDecay) => {
        const path = pathOf('lars', start, gradients, { ...plain, weightDecay });
        const replicas = start['w']!.shape[0]!;
        const points = [start['w']!.values, ...path.map(({ w }) => w!)];
        for (let step = 1; step < points.length; step++) {
          const moved = lengths(replicas, points[step]!, points[step - 1]);
          lengths(replicas, points[step - 1]!).forEach((norm, r) =>
            expect(Math.abs(moved[r]! / (0.5 * norm) - 1)).toBeLessThan(1e-5),
          );
        }
      }),
    );
  });

  it('does not see the size of gradients without decay, to the last bit; with decay it does', () => {
    const both = (weightDecay: number, factor: number, { start, gradients }: Problem) =>
      [gradients, gradients.map((gradient) => multiplied(gradient, factor))].map((given) =>
        pathOf('lars', start, given, { ...plain, weightDecay }),
      );
    fc.assert(
      fc.property(problems, fc.integer({ min: -20, max: 20 }), (problem, exponent) => {
        const [one, other] = both(0, 2 ** exponent, problem);
        expect(other).toEqual(one);
      }),
    );
    const opposed = { start: { w: ndarray([1, 2], [1, 2]) }, gradients: [{ w: ndarray([1, -1], [1, 2]) }] };
    const [one, other] = both(0.25, 2, opposed);
    expect(other).not.toEqual(one);
  });

  it('trains each replica as if it were alone', () => {
    fc.assert(
      fc.property(problems, ({ start, gradients }) => {
        const together = pathOf('lars', start, gradients, plain);
        const [replicas, ...shape] = start['w']!.shape as [number, ...number[]];
        const each = shape.reduce((product, extent) => product * extent, 1);
        for (let r = 0; r < replicas; r++) {
          const own = ({ w }: typeof start) => ({ w: rows(w!, r, r + 1) });
          const alone = pathOf('lars', own(start), gradients.map(own), plain);
          expect(together.map(({ w }) => w!.slice(r * each, (r + 1) * each))).toEqual(
            alone.map(({ w }) => w),
          );
        }
      }),
    );
  });

  it('weights that start at zero move by the mean, and stay where there is no gradient', () => {
    const start = { w: ndarray([0, 0], [1, 2]) };
    const step = (values: readonly number[]) =>
      pathOf('lars', start, [{ w: ndarray([...values], [1, 2]) }], { ...plain, beta1: 0.5 })[0]!['w']!;
    expect([...step([4, -1])]).toEqual([-1, 0.25]);
    expect([...step([0, 0])]).toEqual([0, 0]);
  });

  it('keeps no mean when beta1 is 0, leaves frozen parameters alone, names what is missing', () => {
    const specs = specsOf({ w: ndarray([0], [1, 1]), head: ndarray([0], [1, 1]) });
    expect(larsSlots(specs, { beta1: 0 })).toEqual({});
    expect(Object.keys(larsSlots(specs, { frozen: ['head'] }))).toEqual(['first/w']);
    const params = { w: tf.tensor([2], [1, 1]), head: tf.tensor([7], [1, 1]) };
    const frozen = ['head'];
    const next = lars(params, { w: tf.tensor([9], [1, 1]) }, {}, { ...plain, beta1: 0, frozen });
    expect([next.params['w']!.dataSync()[0], next.params['head']!.dataSync()[0]]).toEqual([1, 7]);
    expect(() => lars(params, {}, {}, plain)).toThrow("no gradient 'w'");
    expect(() => lars(params, params, {}, plain)).toThrow("no slot 'first/w'");
  });
});
