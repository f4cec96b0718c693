import { describe, expect, it } from 'vitest';
import { impossibleRules } from '../../../bench/calibration/impossible-rules.ts';
import { simulatedNulls } from '../../../bench/calibration/simulated-nulls.ts';

describe('simulatedNulls', () => {
  it('decides runs at the margin for every rule, with a control that fails and one that is at the margin too', () => {
    const found = simulatedNulls(300);
    expect(found.map(({ name }) => name.split(',')[0])).toEqual(
      ['exceeds', 'staysBelow', 'staysWithin', 'between'].flatMap((rule) => [rule, rule]),
    );
    const sum = (from: number): number =>
      found.reduce((total, { supported }, index) => total + (index % 2 === from ? supported : 0), 0);
    // Of 1,200 runs 9 are expected to be supported, and hardly one where the control has to fail besides.
    expect(sum(0)).toBeGreaterThan(1);
    expect(sum(0)).toBeLessThan(24);
    expect(sum(1)).toBeLessThan(4);
    for (const { runs, supported, refuted } of found) expect(supported + refuted).toBeLessThan(runs / 20);
  });
});

describe('impossibleRules', () => {
  it('are refused where they are defined, with the field, what it is and what to do', () => {
    const found = impossibleRules();
    const refused = found.filter(({ refusedWith }) => refusedWith !== undefined);
    for (const { refusedWith } of refused) expect(refusedWith).toMatch(/^[a-z]+\.\S+ is .*; (use|declare) /);
  });

  it('taken are panels that exclude each other alone', () => {
    const taken = impossibleRules().filter(({ refusedWith }) => refusedWith === undefined);
    expect(taken.map(({ name }) => name)).toEqual(['exceeds 1 and staysBelow 0 of the same number']);
  });
});
