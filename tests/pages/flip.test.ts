import { describe, expect, it } from 'vitest';
import { flipOf, mostRefuted } from '../../src/pages/flip.ts';
import { toyEvidence } from '../report/toy-evidence.ts';

const [head] = toyEvidence().panels;
const of = (values: readonly number[], panel: object, seeds = values.length) =>
  flipOf({ seeds, panels: [{ ...head!, ...panel, values }] });

describe('flipOf', () => {
  it('eight seeds have to succeed all: the margin that the least of them reaches', () => {
    expect(of([0.3, 0.1, 0.2, 0.5, 0.4, 0.6, 0.7, 0.8], {})).toEqual({
      needed: 8,
      margins: [0.1],
      nearest: [1, 2, 0],
    });
  });

  it('of sixteen some may fail: the margin is that of the last which has to succeed', () => {
    const values = Array.from({ length: 16 }, (_, seed) => seed + 1);
    const { needed, margins } = of(values, {})!;
    expect(needed).toBeLessThan(16);
    expect(values.filter((value) => value >= margins[0]!)).toHaveLength(needed);
  });

  it('from above where the rule is a ceiling, by size where it is a band around zero', () => {
    const values = [-8, 1, 2, 3, 4, 5, 6, 7];
    expect(of(values, { rule: 'staysBelow', margin: 10 })!.margins).toEqual([7]);
    expect(of(values, { rule: 'staysWithin', margin: 10 })!.margins).toEqual([8]);
  });

  it('there is no margin where a seed that has to succeed has no number, nor of a band', () => {
    expect(of([NaN, 1, 1, 1, 1, 1, 1, 1], {})!.margins).toEqual([undefined]);
    expect(of([1, 1, 1, 1, 1, 1, 1, 1], { rule: 'between', margin: [0, 2] })!.margins).toEqual([undefined]);
  });

  it('nothing is said where no number of seeds would support, or there is no panel', () => {
    expect(of([1, 1, 1], {})).toBeUndefined();
    expect(flipOf({ panels: [], seeds: 8 })).toBeUndefined();
  });
});

describe('mostRefuted', () => {
  it('no seed of eight, some of more, and none of too few', () => {
    expect(mostRefuted(8)).toBe(0);
    expect(mostRefuted(24)).toBeGreaterThan(0);
    expect(mostRefuted(3)).toBeUndefined();
  });
});
