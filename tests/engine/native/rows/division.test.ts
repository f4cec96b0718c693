import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf, partOf } from '../../../../src/engine/native/rows/division.ts';

describe('partOf', () => {
  it('the parts of all shares cover every output once', () => {
    const size = fc.integer({ min: 0, max: 90 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 5 }),
        (r, c, work, count) => {
          const times = new Uint8Array(r * c);
          for (let index = 0; index < count; index++) {
            const { rows, columns } = partOf(r, c, work, { index, count });
            for (let i = rows.start; i < rows.end; i++) {
              for (let j = columns.start; j < columns.end; j++) times[i * c + j]!++;
            }
          }
          expect(times.every((n) => n === 1)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['little work stays with the first', 64, 64, 4096, [64, 0]],
    ['much work is divided by rows', 64, 64, 10_000, [32, 32]],
    ['a single row is not', 1, 5, 10_000, [1, 0]],
  ])('%s', (_, rows, columns, work, lengths) => {
    const found = [0, 1].map((index) => lengthOf(partOf(rows, columns, work, { index, count: 2 }).rows));
    expect(found).toEqual(lengths);
  });

  it('a single long row is divided between lines of the cache', () => {
    const parts = [0, 1, 2].map((index) => partOf(1, 100, 10_000, { index, count: 3 }).columns);
    expect(parts).toEqual([
      { start: 0, end: 32 },
      { start: 32, end: 64 },
      { start: 64, end: 100 },
    ]);
  });
});
