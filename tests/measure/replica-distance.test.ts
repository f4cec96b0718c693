import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replicaDistance } from '#measure';

const points = fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 3 }), {
  minLength: 2,
  maxLength: 6,
});

describe('replicaDistance', () => {
  it('is the mean over pairs of the squared distance per coordinate', () => {
    fc.assert(
      fc.property(points, (replicas) => {
        const pairs = replicas.flatMap((a, at) => replicas.slice(at + 1).map((b) => [a, b] as const));
        const squares = pairs.map(([a, b]) => a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / 3);
        const mean = squares.reduce((sum, value) => sum + value, 0) / pairs.length;
        expect(replicaDistance(replicas)).toBeCloseTo(mean, 9);
      }),
    );
  });

  it('is exactly 0 for equal replicas', () => {
    const replica = [0.1, 1 / 3, 1e9];
    expect(replicaDistance([replica, replica.slice(), replica.slice()])).toBe(0);
  });

  it('wants two replicas or more, of one dimension', () => {
    expect(() => replicaDistance([[1]])).toThrow('1 replicas: two or more');
    expect(() => replicaDistance([])).toThrow('0 replicas: two or more');
    expect(() => replicaDistance([[1], [1, 2]])).toThrow('of one dimension');
  });
});
