import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, splitColumns, tileRows } from '../../../../src/engine/native/products/tiles.ts';

const vectors = fc.integer({ min: 1, max: 8 });

/** The tiles of so many rows that lie one after the other. */
const runsOf = (extent: number, wide: number, steps: number) =>
  tileRows([{ extent, a: 1, c: 1 }], wide, steps).runs;

describe('tileRows', () => {
  it('covers all rows once with tiles that fit the registers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), vectors, fc.nat(5000), (extent, wide, steps) => {
        const runs = runsOf(extent, wide, steps);
        expect(runs.reduce((sum, run) => sum + run.rows * run.count, 0)).toBe(extent);
        for (const { rows } of runs) {
          expect(
            rows * wide + Math.min(rows, wide) + (rows === wide && rows === 1 ? 0 : 1),
          ).toBeLessThanOrEqual(16);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('keeps one height where a second saves less than its code costs', () => {
    expect(runsOf(64, 2, 16)).toEqual([{ rows: 4, count: 16 }]);
    expect(runsOf(128, 2, 4096)).toEqual([
      { rows: 6, count: 18 },
      { rows: 5, count: 4 },
    ]);
  });

  it('tiles across short inner axes', () => {
    const rows = [
      { extent: 5, a: 100, c: 40 },
      { extent: 3, a: 20, c: 10 },
      { extent: 2, a: 7, c: 3 },
    ];
    const { outer, axis, group } = tileRows(rows, 2, 64);
    expect(outer).toEqual(rows.slice(0, 1));
    expect(axis).toEqual(rows[1]);
    expect(group).toEqual([
      { a: 0, c: 0 },
      { a: 7, c: 3 },
    ]);
  });
});

describe('splitColumns', () => {
  it('covers all columns once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 20 }), (columns, rows) => {
        expect(columnsOf(splitColumns(columns, rows))).toBe(columns);
      }),
      { numRuns: 100 },
    );
  });

  it('takes wide panels only where a row of them fits the registers', () => {
    expect(splitColumns(128, 1)).toEqual([{ vectors: 8, count: 2, lanes: 8 }]);
    expect(splitColumns(128, 100)).toEqual([{ vectors: 2, count: 8, lanes: 8 }]);
    expect(runsOf(5, 8, 64)).toEqual([{ rows: 1, count: 5 }]);
  });
});
