import { describe, expect, it } from 'vitest';
import { createRng, seedsOf, UserError } from '#core';

describe('createRng', () => {
  it('gives the same draws for the same seed and stream, and others for any other', () => {
    const draws = (seed: string, stream: string): number[] => Array.from(createRng(seed, stream).normals(50));
    expect(draws('a', 'init')).toEqual(draws('a', 'init'));
    expect(draws('a', 'init')).not.toEqual(draws('a', 'data'));
    expect(draws('a', 'init')).not.toEqual(draws('b', 'init'));
  });

  it('keeps its draws across releases', () => {
    const rng = createRng('seed', 'stream');
    expect([rng.uniform(), rng.normal(), rng.integer(1000), ...rng.permutation(5)]).toMatchSnapshot();
  });

  it('draws normals with the moments of a standard normal', () => {
    const values = Array.from(createRng('moments', 'normal').normals(200_000), Number);
    const moment = (power: number): number => values.reduce((sum, x) => sum + x ** power, 0) / values.length;
    // Standard errors of the first four moments at n = 200,000: .0022, .0032, .0087, .022.
    expect(Math.abs(moment(1))).toBeLessThan(0.01);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.015);
    expect(Math.abs(moment(3))).toBeLessThan(0.04);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.1);
  });

  it('permutes without losing or repeating an index', () => {
    const order = createRng('order', 'p').permutation(1000);
    expect(Array.from(order).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1000 }, (_, index) => index),
    );
  });
});

describe('seedsOf', () => {
  const stream = { id: 'paper/claim', revision: 1, family: 'judge', base: 0 } as const;

  it('gives disjoint seeds to families, bases, revisions and claims', () => {
    const streams = [
      stream,
      { ...stream, family: 'dev' as const },
      { ...stream, base: 1 },
      { ...stream, revision: 2 },
      { ...stream, id: 'paper/other' },
    ];
    const seeds = streams.flatMap((one) => seedsOf(one, 0, 64));
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('gives the same seed to an index however the range is cut', () => {
    expect([...seedsOf(stream, 0, 8), ...seedsOf(stream, 8, 12)]).toEqual(seedsOf(stream, 0, 12));
  });

  it.each([-1, 0.5, NaN])('rejects the base %s by name', (base) => {
    expect(() => seedsOf({ ...stream, base }, 0, 1)).toThrow(UserError);
    expect(() => seedsOf({ ...stream, base }, 0, 1)).toThrow(/seed base .* got/);
  });
});
