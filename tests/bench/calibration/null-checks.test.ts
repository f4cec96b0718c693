import { describe, expect, it } from 'vitest';
import { arrangedRows, hasDraws } from '../../../bench/calibration/arrangement.ts';
import { nullChecks } from '../../../bench/calibration/null-checks.ts';
import { shuffledArms } from '../../../bench/calibration/shuffled-arms.ts';
import { claimOf, exceeds, less, panel, staysBelow, x } from '../../claim/panel-claims.ts';
import { row, stored } from './stored.ts';

describe('arrangedRows', () => {
  it('reads every draw from another base, in a circle, and seeds moved on where there are more draws', () => {
    const two = stored(2);
    const places = { a: { arm: 'a', draw: 0 }, b: { arm: 'a', draw: 1 }, c: { arm: 'a', draw: 2 } };
    const rows = arrangedRows(two, places, 1);
    expect(rows).toHaveLength(8);
    expect(rows[0]).toEqual({
      a: row(5, 0, 1).a,
      b: row(5, 0, 0).a,
      c: row(5, 1, 1).a,
      d: row(5, 0, 1).d,
    });
    expect(rows[7]!.c).toEqual(row(5, 0, 1).a);
  });

  it('has as many draws as there are seeds', () => {
    expect(hasDraws(stored(2), 16)).toBe(true);
    expect(hasDraws(stored(2), 17)).toBe(false);
  });
});

describe('nullChecks', () => {
  it('does not support a claim where there is nothing to find', () => {
    const found = nullChecks(stored(2));
    expect(found['one arm'].checks.map(({ name }) => name)).toEqual(['a', 'c']);
    for (const { checks } of Object.values(found))
      for (const { verdicts } of checks) {
        expect(verdicts).toHaveLength(2);
        expect(verdicts).not.toContain('supported');
      }
  });

  it('counts decisions at which only the control spoke against', () => {
    const found = nullChecks(stored(2));
    // b is still there to lie below a, and c is a on other seeds.
    expect(found.treatment.checks).toEqual([
      { name: 'control', verdicts: Array(2).fill('inconclusive: non-specific'), held: 2 },
    ]);
    expect(found['stand-in'].checks[0]!.held).toBe(0);
  });

  it('has no meaning for arms that one arm stands in for', () => {
    const twice = claimOf(
      [panel('gain', less('a', 'd'), exceeds(1)), panel('other', x('b'), staysBelow(1))],
      { a: 'c', b: 'c' },
    );
    const { treatment, flip } = nullChecks(stored(2, twice));
    expect(treatment).toEqual({ checks: [], meaningless: ['control'] });
    expect(flip.checks.map(({ name }) => name)).toEqual(['control: a and c', 'control: b and c']);
  });

  it('flips the first arm of a chain alone, and an exchange in a circle as it is', () => {
    const chain = claimOf([panel('gain', less('a', 'b'), exceeds(1))], { a: 'b', b: 'c' });
    expect(nullChecks(stored(1, chain)).flip.checks.map(({ name }) => name)).toEqual(['control: a and b']);
    const circle = claimOf([panel('gain', less('a', 'b'), exceeds(1))], { a: 'b', b: 'a' });
    expect(nullChecks(stored(1, circle)).flip.checks).toEqual([
      { name: 'control', verdicts: ['inconclusive: untested'], held: 0 },
    ]);
  });

  it('says it where a claim is supported by nothing but its seeds', () => {
    const three = stored(3);
    const higher = (own: (typeof three)['bases'][0]['rows'][0]) =>
      Object.fromEntries(Object.entries(own).map(([arm, { x, y }]) => [arm, { x: x! + 10, y: y! }]));
    const bases = three.bases.map((base, index) =>
      index === 1 ? { ...base, rows: base.rows.map(higher) } : base,
    );
    // Only from the second base on the arm a is of the higher seeds, and neither b nor what stands in for a is.
    const [one] = nullChecks({ ...three, bases })['one arm'].checks;
    expect(one!.verdicts.map((verdict) => verdict === 'supported')).toEqual([false, true, false]);
  });
});

describe('shuffledArms', () => {
  it('hands out the arms of each seed anew', () => {
    // Of the twelve pairs that may stand in a and b five lie 1 apart: less than half, as is asked of a null.
    const { draws, supported, held } = shuffledArms(stored(2), 200);
    expect(draws).toBe(200);
    expect(supported + held).toBeLessThanOrEqual(4);
    // Whatever the order, some arm is above -1: the panel holds, and so does the control.
    const always = claimOf([panel('gain', x('a'), exceeds(-1))], { a: 'c' });
    expect(shuffledArms(stored(1, always), 5)).toEqual({ draws: 5, supported: 0, held: 5 });
  });
});
