import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import { freshNormals } from '#data';

describe('freshNormals', () => {
  const draw = (fromStep: number, steps: number, stream?: string) =>
    freshNormals(['1', '2'], { shape: [3, 2], fromStep, steps, ...(stream && { stream }) });

  it('gives any range of steps without those before it', () => {
    const all = draw(0, 5);
    expect(all.shape).toEqual([5, 2, 3, 2]);
    expect(draw(2, 3).values).toEqual(all.values.slice(2 * 12));
    expect(draw(4, 0).shape).toEqual([0, 2, 3, 2]);
  });

  it('shares nothing between steps, seeds and streams', () => {
    const all = draw(0, 5, 'x');
    expect(new Set(all.values).size).toBe(all.values.length);
    expect(draw(0, 5, 'y').values).not.toEqual(all.values);
    expect(freshNormals(['2'], { shape: [6], fromStep: 0, steps: 1, stream: 'x' }).values).toEqual(
      all.values.slice(6, 12),
    );
  });

  it('refuses a range that is none', () => {
    expect(() => draw(-1, 2)).toThrow(UserError);
  });
});
