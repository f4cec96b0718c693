import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { selfAttention } from '#nn';
import { draws, gradientError, largestDifference, toTensor, toTensors } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const [replicas, batch, length, features, heads] = [2, 2, 3, 4, 2];
const shapes = { x: [replicas, batch, length, features] };
const square = [replicas, features, features];
const weights = Object.fromEntries(
  (['query', 'key', 'value', 'output'] as const).map((name) => [name, draws(name, square, 0.7)]),
) as Record<'query' | 'key' | 'value' | 'output', ReturnType<typeof draws>>;

/** Vaswani et al. 2017, eq. 1 and section 3.2.2, one replica, sample, head and position at a time, in float64. */
function byDefinition(x: ArrayLike<number>, causal: boolean): number[] {
  const size = features / heads;
  const project = (name: keyof typeof weights, r: number, token: readonly number[]): number[] =>
    Array.from({ length: features }, (_, o) =>
      token.reduce(
        (sum, value, i) => sum + value * weights[name].values[(r * features + i) * features + o]!,
        0,
      ),
    );
  return Array.from({ length: replicas * batch }).flatMap((_, sample) => {
    const r = Math.floor(sample / batch);
    const tokens = Array.from({ length }, (_, t) =>
      Array.from({ length: features }, (_, f) => x[(sample * length + t) * features + f]!),
    );
    const [queries, keys, values] = (['query', 'key', 'value'] as const).map((name) =>
      tokens.map((token) => project(name, r, token)),
    ) as [number[][], number[][], number[][]];
    return tokens.flatMap((_, t) => {
      const mixed = Array.from({ length: features }, (_, f) => {
        const own = Array.from({ length: size }, (_, i) => Math.floor(f / size) * size + i);
        const scores = keys.map((key, s) =>
          causal && s > t
            ? 0
            : Math.exp(own.reduce((sum, i) => sum + queries[t]![i]! * key[i]!, 0) / Math.sqrt(size)),
        );
        const total = scores.reduce((a, b) => a + b);
        return scores.reduce((sum, score, s) => sum + (score / total) * values[s]![f]!, 0);
      });
      return project('output', r, mixed);
    });
  });
}

describe('selfAttention', () => {
  it.each([false, true])('follows the definition position by position (causal: %s)', (causal) => {
    const x = draws('x', shapes.x);
    const y = selfAttention(toTensor(x), toTensors(weights) as never, { heads, causal });
    expect(y.shape).toEqual(shapes.x);
    expect(largestDifference(y.dataSync(), byDefinition(x.values, causal))).toBeLessThan(1e-5);
  });

  it('lets a causal position see nothing of what comes later', () => {
    const x = draws('x', shapes.x);
    const changed = {
      ...x,
      values: x.values.map((v, i) => (Math.floor(i / features) % length === 2 ? v + 5 : v)),
    };
    const early = (array: typeof x) =>
      Array.from(
        selfAttention(toTensor(array), toTensors(weights) as never, { heads, causal: true }).dataSync(),
      ).filter((_, i) => Math.floor(i / features) % length < 2);
    expect(early(changed)).toEqual(early(x));
  });

  it('has gradients that match central differences', () => {
    const error = gradientError(
      ({ x, ...rest }) =>
        tf.mean(tf.tanh(selfAttention(x!, rest as never, { heads, causal: true })), [1, 2, 3]),
      { x: draws('x', shapes.x), ...weights },
    );
    expect(error).toBeLessThan(1e-3);
  });

  it('refuses heads that do not divide the features', () => {
    expect(() => selfAttention(tf.zeros(shapes.x), toTensors(weights) as never, { heads: 3 })).toThrow(
      '3 heads do not divide 4 features',
    );
  });
});
