import { describe, expect, it } from 'vitest';
import { stackSeeds } from '#data';
import { impulseResponse, memorylessLosses } from '#measure';
import { times, transposed } from '../../../claims/rnn-extrapolation/matrices.ts';
import {
  cyclic,
  drawStart,
  type Start,
  toParameters,
  toWeights,
} from '../../../claims/rnn-extrapolation/starts.ts';

const [d, length] = [6, 4];
const draw = (start: Start, seed = '1') => drawStart(seed, start, d, length);

describe('starts', () => {
  it('are symmetric where they say so, and not otherwise', () => {
    for (const kind of ['symmetric', 'identity'] as const) {
      const { transition, input, output } = draw({ kind, scale: 0.8 });
      expect(transposed(transition)).toEqual(transition);
      expect(output).toEqual(input);
    }
    const gaussian = draw({ kind: 'gaussian', scale: 0.8 });
    expect(transposed(gaussian.transition)).not.toEqual(gaussian.transition);
    expect(gaussian.output).not.toEqual(gaussian.input);
  });

  it('skew adds an antisymmetric part and leaves the symmetric one alone', () => {
    const [even, skewed] = [
      draw({ kind: 'symmetric', scale: 0.8 }),
      draw({ kind: 'symmetric', scale: 0.8, skew: 0.5 }),
    ];
    const mirrored = transposed(skewed.transition);
    skewed.transition.forEach((value, at) =>
      expect((value + mirrored[at]!) / 2).toBeCloseTo(even.transition[at]!, 12),
    );
    expect(mirrored).not.toEqual(skewed.transition);
    expect(skewed.input).toEqual(even.input);
  });

  it('the cyclic one fits sequences of its length and no longer ones', () => {
    const losses = memorylessLosses(impulseResponse(cyclic(d, length), 3 * length), 1);
    expect(Array.from(losses)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    const noisy = memorylessLosses(impulseResponse(draw({ kind: 'cyclic', scale: 1e-3 }), length + 1), 1);
    expect(noisy[length - 1]).toBeLessThan(1e-3);
    expect(noisy[length]).toBeGreaterThan(0.9);
  });

  it('depend on the seed and the name of the draw', () => {
    const start = { kind: 'gaussian', scale: 1 } as const;
    expect(draw(start)).toEqual(draw(start));
    expect(draw(start, '2').transition).not.toEqual(draw(start).transition);
    expect(draw({ ...start, draw: '/again' }).transition).not.toEqual(draw(start).transition);
  });

  it('come back from the parameters of the layer', () => {
    const seeds = ['1', '2'];
    const start = { kind: 'gaussian', scale: 1 } as const;
    const state = stackSeeds(seeds, (seed) => toParameters(draw(start, seed)));
    expect(state['recurrent/weight']!.shape).toEqual([2, d, d]);
    seeds.forEach((seed, replica) => {
      const [weights, back] = [draw(start, seed), toWeights(state, replica)];
      const x = Float64Array.from({ length: d }, (_, at) => at - 2);
      times(weights.transition, x).forEach((value, at) =>
        expect(times(back.transition, x)[at]).toBeCloseTo(value, 5),
      );
      expect(Array.from(back.output)).toEqual(Array.from(Float32Array.from(weights.output)));
    });
  });
});
