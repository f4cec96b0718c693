import { describe, expect, it } from 'vitest';
import { redecide } from '../../../bench/calibration/redecide.ts';
import { pooledRows } from '../../../bench/calibration/stored-claim.ts';
import { panel, claimOf, exceeds } from '../../claim/panel-claims.ts';
import { claim, row, stored } from './stored.ts';

const rowsWith = (a: number) => Array.from({ length: 8 }, (_, seed) => row(a, seed));

describe('redecide', () => {
  it('decides from measures as a run does, with the seeds at hand as the budget', () => {
    expect(redecide(claim, rowsWith(5))).toMatchObject({ verdict: 'supported', holds: true });
    expect(redecide(claim, rowsWith(0)).verdict).toBe('inconclusive: untested');
    const mixed = [...rowsWith(5).slice(0, 4), ...rowsWith(0).slice(0, 4)];
    expect(redecide(claim, mixed)).toMatchObject({ verdict: 'inconclusive: budget', holds: false });
  });

  it('says that panels hold where a control does too', () => {
    const alike = rowsWith(5).map((own) => ({ ...own, c: own.a! }));
    expect(redecide(claim, alike)).toMatchObject({ verdict: 'inconclusive: non-specific', holds: true });
  });

  it('tells other numbers of the effect from other numbers elsewhere', () => {
    const own = redecide(claim, rowsWith(5));
    const otherControl = redecide(
      claim,
      rowsWith(5).map((one) => ({ ...one, c: one.b! })),
    );
    expect(otherControl.effect).toBe(own.effect);
    expect(otherControl.numbers).not.toBe(own.numbers);
    expect(redecide(claim, rowsWith(6)).effect).not.toBe(own.effect);
  });

  it('is refused where a panel throws at such measures', () => {
    const throwing = claimOf(
      [
        panel(
          'gain',
          ({ a, b }) => {
            if (a!.x! > 100) throw new Error('too large');
            return a!.x! - b!.x!;
          },
          exceeds(1),
        ),
      ],
      { a: 'c' },
    );
    expect(redecide(throwing, rowsWith(200)).verdict).toBe('refused');
  });
});

describe('pooledRows', () => {
  it('puts bases one after the other, as many seeds as the tier may use', () => {
    expect(pooledRows(stored(2))).toHaveLength(16);
    expect(pooledRows(stored(2))[8]).toEqual(row(5, 0, 1));
    expect(pooledRows(stored(5))).toHaveLength(32);
  });
});
