import { describe, expect, it } from 'vitest';
import { measureSabotages } from '../../../bench/calibration/measure-sabotages.ts';
import { claimOf, exceeds, less, panel } from '../../claim/panel-claims.ts';
import { stored } from './stored.ts';

describe('measureSabotages', () => {
  const found = measureSabotages(stored(2));

  it('kills a claim by a constant in place of what it reads, and finds what it does not read inert', () => {
    expect(found.constant).toEqual({ killed: 2, inert: 1, survived: [], beside: [] });
  });

  it('puts arms in the place of those that a control replaces, and of the others', () => {
    expect(found['replaced arm']).toEqual({ killed: 2, inert: 0, survived: ['a is d'], beside: [] });
    // b is read, c only by the control, d by nothing.
    expect(found['other arm']).toEqual({
      killed: 3,
      inert: 3,
      survived: ['b is c', 'b is d'],
      beside: ['c is b'],
    });
  });

  it('reads every measure in the place of every other', () => {
    expect(found['measure for measure']).toEqual({ killed: 0, inert: 1, survived: ['x is y'], beside: [] });
  });

  it('moves seeds on, each arm by its place', () => {
    expect(found.unpaired).toEqual({ killed: 0, inert: 0, survived: ['unpaired'], beside: [] });
    const paired = claimOf(
      [panel('gain', less('a', 'c'), exceeds(1)), panel('same', less('a', 'b'), exceeds(4.999))],
      { a: 'c' },
    );
    expect(measureSabotages(stored(2, paired)).unpaired.killed).toBe(1);
  });
});
