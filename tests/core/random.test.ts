import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
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

  it("draws integers as pure-rand's uniformInt does, bit for bit", () => {
    const bounds = fc.oneof(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 2 ** 32 }),
      fc.integer({ min: 2 ** 31, max: 2 ** 34 }),
      fc.constantFrom(2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1),
    );
    fc.assert(
      fc.property(fc.string(), fc.array(bounds, { minLength: 1, maxLength: 50 }), (seed, chosen) => {
        const rng = createRng(seed, 'integers');
        const digest = createHash('sha256').update(`${seed}\nintegers`).digest();
        const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32LE(at)));
        expect(chosen.map((bound) => rng.integer(bound))).toEqual(
          chosen.map((bound) => uniformInt(generator, 0, bound - 1)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each([0, 1, 2, 3, 1000, 20_000])('orders %i indices by its integers (Fisher-Yates)', (length) => {
    const rng = createRng('order', 'p');
    const order = Int32Array.from({ length }, (_, index) => index);
    for (let last = length - 1; last > 0; last--) {
      const other = rng.integer(last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    expect(createRng('order', 'p').permutation(length)).toEqual(order);
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
