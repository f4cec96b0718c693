import { createRng } from '#core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg, decide, eBenjaminiHochberg, holm } from '#stats';
import { describeReference } from './reference.ts';

const p = [0.001, 0.01, 0.04, 0.03];
const e = [250, 120, 110, 60, 25, 12, 8, 3, 1, 0.2];
const fourteen = [...new Array<number>(14).fill(100.5), ...new Array<number>(56).fill(1)];

describeReference('multiplicity', {
  Holm: () => holm(p),
  BH: () => benjaminiHochberg(p),
  'e-BH count': () => eBenjaminiHochberg(e).count,
  'e-BH cutoff of 14 among 70': () => eBenjaminiHochberg(fourteen).cutoff,
});

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
const eValues = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 20 });

describe('Holm and Benjamini-Hochberg', () => {
  it('never lower a p value, never pass 1, and keep the order', () => {
    fc.assert(
      fc.property(pValues, fc.constantFrom(holm, benjaminiHochberg), (values, adjust) => {
        const adjusted = adjust(values);
        values.forEach((value, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(value * (1 - 1e-15));
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          values.forEach((other, j) => {
            if (value < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
          });
        });
      }),
    );
  });

  it('Holm is at least as strict as Benjamini-Hochberg', () => {
    fc.assert(
      fc.property(pValues, (values) => {
        const strict = holm(values);
        benjaminiHochberg(values).forEach((q, i) => expect(q).toBeLessThanOrEqual(strict[i]! * (1 + 1e-12)));
      }),
    );
  });

  it.each([NaN, -0.1, 1.1, Infinity])('refuse %s among the p values, as SciPy does', (wrong) => {
    for (const adjust of [holm, benjaminiHochberg]) {
      expect(() => adjust([0.1, wrong])).toThrow(`p value 1 must lie in [0, 1], got ${wrong}`);
    }
  });

  it('give ties the same value, and nothing for nothing', () => {
    expect(holm([0.02, 0.02])).toEqual([0.04, 0.04]);
    expect(benjaminiHochberg([0.02, 0.02])).toEqual([0.02, 0.02]);
    expect(holm([])).toEqual([]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});

describe('e-BH', () => {
  it('keeps the four largest of ten, in the order given', () => {
    const shuffled = [3, 250, 1, 60, 0.2, 110, 8, 120, 12, 25];
    const { selected, count, cutoff } = eBenjaminiHochberg(shuffled, 0.05);
    expect(count).toBe(4);
    expect(cutoff).toBe(50);
    expect(shuffled.filter((_, index) => selected[index])).toEqual([250, 60, 110, 120]);
  });

  it('keeps 14 of 70 claims at the per-claim threshold, and none of 13', () => {
    expect(eBenjaminiHochberg(fourteen).count).toBe(14);
    expect(eBenjaminiHochberg([...fourteen.slice(1), 1]).count).toBe(0);
  });

  it('steps up: a larger set may pass where a smaller one does not', () => {
    expect(eBenjaminiHochberg([20, 20], 0.05).count).toBe(2);
    expect(eBenjaminiHochberg([20, 1], 0.05).count).toBe(0);
    expect(eBenjaminiHochberg([20, 1], 0.05).cutoff).toBe(40);
  });

  it('takes an infinite e-value and refuses NaN and negative ones', () => {
    expect(eBenjaminiHochberg([Infinity, 0]).selected).toEqual([true, false]);
    expect(() => eBenjaminiHochberg([1, NaN])).toThrow('e-value 1 must be 0 or more, got NaN');
    expect(() => eBenjaminiHochberg([-1])).toThrow(/e-value 0/);
    expect(() => eBenjaminiHochberg([1], 0)).toThrow(/q must lie/);
  });

  it('of no e-values keeps none', () => {
    expect(eBenjaminiHochberg([])).toEqual({ selected: [], count: 0, cutoff: 0 });
  });

  it('keeps all that e-Bonferroni keeps, and nothing smaller than what it drops', () => {
    fc.assert(
      fc.property(eValues, (values) => {
        const { selected, count } = eBenjaminiHochberg(values);
        const strict = values.map((value) => value >= values.length / 0.05);
        expect(count).toBeGreaterThanOrEqual(strict.filter(Boolean).length);
        strict.forEach((kept, index) => {
          if (kept) expect(selected[index]).toBe(true);
        });
        const kept = values.filter((_, index) => selected[index]);
        const dropped = values.filter((_, index) => !selected[index]);
        if (kept.length > 0) expect(Math.min(...kept)).toBeGreaterThan(Math.max(-1, ...dropped));
      }),
    );
  });

  it('holds the false discovery rate of a suite with dead claims below 5 %', () => {
    const rng = createRng('suite', 'multiplicity');
    let rate = 0;
    const suites = 150;
    for (let suite = 0; suite < suites; suite++) {
      const thetas = Array.from({ length: 70 }, (_, claim) => (claim < 35 ? 0.97 : 0.5));
      const evidence = thetas.map((theta) => {
        const outcomes = Array.from({ length: 32 }, () => rng.uniform() < theta);
        return 10 ** decide(outcomes).decision.log10EvidenceFor;
      });
      const { selected, count } = eBenjaminiHochberg(evidence);
      const falseOnes = selected.filter((kept, claim) => kept && thetas[claim] === 0.5).length;
      rate += falseOnes / Math.max(1, count) / suites;
    }
    expect(rate).toBeLessThan(0.05);
    expect(rate).toBeGreaterThan(0);
  });
});
