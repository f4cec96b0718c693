import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ndarray, rows, specsOf } from '#core';
import { adamSlots, adamW, lamb, lambSlots } from '#nn';
import {
  lengths,
  multiplied,
  pathError,
  pathOf,
  type Problem,
  problems,
  referenceCases,
} from './layerwise-runs.ts';
import { toTensors } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const plain = { learningRate: 0.5, epsilon: 0 };

describe('lamb', () => {
  it.each(referenceCases('lamb'))(
    'takes the steps of a float64 transcription: $name',
    ({ actual, expected }) => {
      expect(pathError(actual(), expected)).toBeLessThan(2e-6);
    },
  );

  it('moves every layer of every replica by learningRate phi(|x|), whatever the gradients', () => {
    fc.assert(
      fc.property(problems, fc.constantFrom(0, 0.25), ({ start, gradients }, weightDecay) => {
        const phi = { lower: 0.05, upper: 3 };
        const path = pathOf('lamb', start, gradients, { ...plain, weightDecay, phi });
        const replicas = start['w']!.shape[0]!;
        const points = [start['w']!.values, ...path.map(({ w }) => w!)];
        for (let step = 1; step < points.length; step++) {
          const moved = lengths(replicas, points[step]!, points[step - 1]);
          lengths(replicas, points[step - 1]!).forEach((norm, r) => {
            const wanted = plain.learningRate * Math.min(3, Math.max(0.05, norm));
            // What float32 cannot resolve of the weights is no part of a step.
            expect(Math.abs(moved[r]! - wanted)).toBeLessThan(1e-5 * wanted + 2 ** -22 * norm);
          });
        }
      }),
    );
  });

  it('does not see the size of gradients when epsilon is 0, to the last bit; with an epsilon it does', () => {
    const expectSame = ({ start, gradients }: Problem, factor: number, epsilon: number): void => {
      const options = { ...plain, epsilon, weightDecay: 0.25 };
      const scaled = gradients.map((gradient) => multiplied(gradient, factor));
      expect(pathOf('lamb', start, scaled, options)).toEqual(pathOf('lamb', start, gradients, options));
    };
    fc.assert(
      fc.property(problems, fc.integer({ min: -20, max: 20 }), (problem, exponent) =>
        expectSame(problem, 2 ** exponent, 0),
      ),
    );
    const small = {
      start: { w: ndarray([1, 2], [1, 2]) },
      gradients: [{ w: ndarray([1e-6, 1e-7], [1, 2]) }],
    };
    expect(() => expectSame(small, 16, 1e-6)).toThrow();
  });

  it('without decay grows with its weights: a layer of twice the size takes steps of twice the size', () => {
    fc.assert(
      fc.property(problems, ({ start, gradients }) => {
        const doubled = pathOf('lamb', multiplied(start, 2), gradients, plain);
        const expected = pathOf('lamb', start, gradients, plain).map(({ w }) => ({
          w: w!.map((x) => 2 * x),
        }));
        expect(doubled).toEqual(expected);
      }),
    );
  });

  it('trains each replica as if it were alone', () => {
    fc.assert(
      fc.property(problems, ({ start, gradients }) => {
        const together = pathOf('lamb', start, gradients, plain);
        const [replicas, ...shape] = start['w']!.shape as [number, ...number[]];
        const each = shape.reduce((product, extent) => product * extent, 1);
        for (let r = 0; r < replicas; r++) {
          const own = ({ w }: typeof start) => ({ w: rows(w!, r, r + 1) });
          const alone = pathOf('lamb', own(start), gradients.map(own), plain);
          expect(together.map(({ w }) => w!.slice(r * each, (r + 1) * each))).toEqual(
            alone.map(({ w }) => w),
          );
        }
      }),
    );
  });

  it('what is excluded from adaptation follows AdamW, and that does not move by the norm', () => {
    const start = { w: ndarray([1, -2, 0.5], [1, 3]) };
    const gradient = toTensors({ w: ndarray([0.25, 3, -1], [1, 3]) });
    const options = { learningRate: 0.5, weightDecay: 0.25, epsilon: 1e-6, stepIndex: tf.scalar(0) };
    const slots = toTensors(adamSlots(specsOf(start)));
    const excluded = lamb(toTensors(start), gradient, slots, {
      ...options,
      excludeFromAdaptation: () => true,
    });
    const adam = adamW(toTensors(start), gradient, slots, options).params['w']!.dataSync();
    expect(excluded.params['w']!.dataSync()).toEqual(adam);
    const [moved] = lengths(1, adam, start.w.values);
    const [norm] = lengths(1, start.w.values);
    expect(Math.abs(moved! / (0.5 * norm!) - 1)).toBeGreaterThan(0.1);
  });

  it('a predicate of its own keeps an adapted layer from decaying, and the other way round', () => {
    const start = { w: ndarray([1, -2], [1, 2]) };
    const gradients = [{ w: ndarray([0.25, 3], [1, 2]) }];
    const path = (more: object) =>
      pathOf('lamb', start, gradients, { ...plain, weightDecay: 0.25, ...more })[0]!['w'];
    const only = { excludeFromDecay: () => true, excludeFromAdaptation: () => false };
    expect(path(only)).toEqual(path({ weightDecay: 0 }));
    expect(path({ excludeFromDecay: () => true })).not.toEqual(path(only));
  });

  it('weights that start at zero move', () => {
    const path = pathOf('lamb', { w: ndarray([0, 0], [1, 2]) }, [{ w: ndarray([4, -1], [1, 2]) }], plain);
    expect([...path[0]!['w']!]).toEqual([-0.5, 0.5]);
  });

  it('takes rates and decays of each replica, leaves frozen parameters alone, names what is missing', () => {
    const params = toTensors({ w: ndarray([2, 2], [2, 1]), head: ndarray([7, 7], [2, 1]) });
    const frozen = ['head'];
    const specs = specsOf({ w: ndarray([0, 0], [2, 1]), head: ndarray([0, 0], [2, 1]) });
    expect(Object.keys(lambSlots(specs, { frozen }))).toEqual(['first/w', 'second/w']);
    const options = {
      ...plain,
      learningRate: tf.tensor([0.5, 0.25]),
      weightDecay: tf.tensor([0, 1]),
      stepIndex: tf.scalar(0),
      frozen,
    };
    const next = lamb(
      params,
      { w: tf.tensor([1, -4], [2, 1]) },
      toTensors(lambSlots(specs, { frozen })),
      options,
    );
    // Replica 1: direction -1 + 2 > 0, so decay turns the step round.
    expect([...next.params['w']!.dataSync()]).toEqual([1, 1.5]);
    expect([...next.params['head']!.dataSync()]).toEqual([7, 7]);
    expect(() => lamb(params, {}, {}, options)).toThrow("no gradient 'w'");
    expect(() => lamb(params, params, {}, options)).toThrow("no slot 'first/w'");
  });
});
