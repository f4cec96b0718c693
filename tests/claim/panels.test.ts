import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '#claim';
import { medianBound, satisfies } from '../../src/claim/panels.ts';

const rules: Readonly<Record<string, Rule>> = {
  exceeds: { rule: 'exceeds', margin: 1 },
  staysBelow: { rule: 'staysBelow', margin: 1 },
  staysWithin: { rule: 'staysWithin', margin: 1 },
  between: { rule: 'between', margin: [-1, 2] },
};

describe('satisfies', () => {
  it.each([
    ['exceeds', [1.1, 5], [1, 0.9, -5]],
    ['staysBelow', [0.9, -5], [1, 1.1]],
    ['staysWithin', [1, -1, 0, -0.5], [1.1, -1.1]],
    ['between', [-0.9, 0, 1.9], [-1, 2, 3, -3]],
  ])('%s: ties count as the rule says', (name, inside, outside) => {
    const rule = rules[name]!;
    expect(inside.filter((value) => !satisfies(rule, value))).toEqual([]);
    expect(outside.filter((value) => satisfies(rule, value))).toEqual([]);
  });

  it.each(Object.keys(rules))('%s: NaN and infinities fail', (name) => {
    expect([NaN, Infinity, -Infinity].filter((value) => satisfies(rules[name]!, value))).toEqual([]);
  });
});

describe('medianBound', () => {
  it('of 8 is the worst value on the side that the rule guards', () => {
    const values = [0.5, -0.6, 0.1, 0.2, 0.3, -0.4, 0, 0.45];
    expect(medianBound(rules.exceeds!, values)).toBe(-0.6);
    expect(medianBound(rules.staysBelow!, values)).toBe(0.5);
    expect(medianBound(rules.staysWithin!, values)).toBe(0.6);
    expect(medianBound(rules.between!, values)).toBeCloseTo(0.4, 12);
  });

  it('allows one failure of 12, and counts a diverged run as worst', () => {
    const values = [NaN, -5, ...Array<number>(10).fill(2)];
    expect(medianBound(rules.exceeds!, values)).toBe(-5);
    expect(medianBound(rules.staysWithin!, [Infinity, 0.25, ...Array<number>(10).fill(0)])).toBe(0.25);
  });

  it('is on the good side of the margin exactly when the claim would be supported at that look', () => {
    const value = fc.oneof(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.constantFrom(NaN, 1, -1, 2, Infinity),
    );
    const look = fc.constantFrom([8, 0], [12, 1], [16, 2], [24, 4], [32, 6]);
    fc.assert(
      fc.property(look, fc.array(value, { minLength: 32, maxLength: 32 }), ([n, allowed], drawn) => {
        // Mostly successes, so that both answers happen.
        const values = drawn.slice(0, n).map((one, index) => (index % 6 === 0 ? one : 1.5));
        const failures = values.filter((one) => !satisfies(rules.exceeds!, one)).length;
        expect(medianBound(rules.exceeds!, values) > 1).toBe(failures <= allowed);
        const outside = values.filter((one) => !satisfies(rules.between!, one)).length;
        expect(medianBound(rules.between!, values) > 0).toBe(outside <= allowed);
        const wide = values.filter((one) => !satisfies(rules.staysWithin!, one)).length;
        expect(medianBound(rules.staysWithin!, values) <= 1).toBe(wide <= allowed);
      }),
    );
  });
});
