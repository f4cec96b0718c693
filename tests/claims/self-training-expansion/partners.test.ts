import { expect, it } from 'vitest';
import { ndarray } from '#core';
import { partnersOf } from '../../../claims/self-training-expansion/partners.ts';

it('partners are of the same true class, and a function of seed and step', () => {
  const truth = ndarray([0, 1, 0, 1, 1, 1, 0, 0], [2, 4], 'int32');
  const batch = ndarray([0, 1, 2, 3, 3, 2, 1, 0, 1, 1, 0, 0], [2, 2, 3], 'int32');
  const partners = partnersOf(['a', 'b'], batch, truth, 5);
  const classOf = (replica: number, point: number): number => truth.values[4 * replica + point]!;
  batch.values.forEach((point, at) => {
    const replica = Math.floor(at / 3) % 2;
    expect(classOf(replica, partners.values[at]!)).toBe(classOf(replica, point));
  });
  const later = ndarray(batch.values.slice(6) as Int32Array, [1, 2, 3], 'int32');
  expect(partnersOf(['a', 'b'], later, truth, 6).values).toEqual(partners.values.slice(6));
});
