import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import { memorylessSequences } from '#data';

const moments = (values: ArrayLike<number>): { mean: number; variance: number } => {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return { mean, variance: all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length };
};

describe('memorylessSequences', () => {
  it('labels a position with a multiple of its input', () => {
    const { x, y } = memorylessSequences('1', { sequences: 3, length: 4, weight: -2 });
    expect([x.shape, y.shape]).toEqual([
      [3, 4],
      [3, 4],
    ]);
    expect(Array.from(y.values)).toEqual(Array.from(x.values, (value) => -2 * value));
    expect(memorylessSequences('1', { sequences: 3, length: 4 }).y.values).toEqual(x.values);
  });

  it('draws standard normal inputs, others for another seed or stream', () => {
    const options = { sequences: 2000, length: 5 };
    const { x } = memorylessSequences('1', options);
    const { mean, variance } = moments(x.values);
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    expect(memorylessSequences('1', options).x.values).toEqual(x.values);
    expect(memorylessSequences('2', options).x.values).not.toEqual(x.values);
    expect(memorylessSequences('1', { ...options, stream: 'test' }).x.values).not.toEqual(x.values);
  });

  it('refuses sizes that are none', () => {
    expect(() => memorylessSequences('1', { sequences: 0, length: 4 })).toThrow(UserError);
    expect(() => memorylessSequences('1', { sequences: 3, length: 1.5 })).toThrow(
      'length must be a whole number',
    );
  });
});
