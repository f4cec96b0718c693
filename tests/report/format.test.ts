import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, formatSeconds } from '#report';
import {
  formatEffect,
  formatEvidence,
  formatEvidenceValue,
  formatRule,
  formatSigned,
} from '../../src/report/format.ts';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [0.215, '0.215'],
    [0.20000000001, '0.2'],
    [110.19960576, '110'],
    [999999, '999999'],
    [1e6, '1e6'],
    [148_000_000, '1.48e8'],
    [-0.00012345, '-1.23e-4'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('%f is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('reads back within half a percent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
        expect(Math.abs(Number(formatNumber(value)) - value)).toBeLessThanOrEqual(0.00501 * Math.abs(value));
      }),
    );
  });

  it('signed: only positive numbers get a plus', () => {
    expect([0.2, 0, -0.2].map(formatSigned)).toEqual(['+0.2', '0', '-0.2']);
  });
});

describe('formatEvidenceValue', () => {
  it('survives evidence beyond what a double holds', () => {
    expect(formatEvidenceValue(400)).toBe('1e400');
    expect(formatEvidenceValue(-400)).toBe('1e-400');
    expect(formatEvidenceValue(2.0421803)).toBe('110');
  });

  it('an inconclusive verdict shows evidence for', () => {
    const logs = { log10EvidenceFor: 1, log10EvidenceAgainst: -3 };
    expect(formatEvidence({ verdict: 'inconclusive', ...logs })).toBe('E=10');
    expect(formatEvidence({ verdict: 'refuted', ...logs })).toBe('E-=0.001');
  });
});

describe('formatEffect and formatRule', () => {
  const numbers = { estimate: 0.05, lower: 0.08, unit: '' };
  it.each([
    ['exceeds', 0.02, '+0.05 (>= +0.08)', '> 0.02'],
    ['staysBelow', 0.1, '+0.05 (<= +0.08)', '< 0.1'],
    ['staysWithin', 0.1, '0.05 (|.| <= 0.08)', '|.| <= 0.1'],
  ] as const)('%s', (rule, margin, effect, asked) => {
    expect(formatEffect({ ...numbers, rule, margin })).toBe(effect);
    expect(formatRule({ rule, margin })).toBe(asked);
  });

  it('too few seeds for a bound: no infinity is printed', () => {
    const few = { rule: 'exceeds', margin: 0.02, estimate: 0.05, lower: -Infinity, unit: '' } as const;
    expect(formatEffect(few)).toBe('+0.05 (no bound yet)');
  });

  it('between has two margins', () => {
    expect(formatRule({ rule: 'between', margin: [-0.5, 1.25] })).toBe('in -0.5 .. 1.25');
    expect(formatEffect({ ...numbers, rule: 'between', margin: [0, 1] })).toBe('0.05 (slack >= 0.08)');
  });
});

describe('formatSeconds', () => {
  it.each([
    [0.04, '0.0 s'],
    [9.4, '9.4 s'],
    [59.6, '1 min 00 s'],
    [185, '3 min 05 s'],
    [3599.7, '1 h 00 min'],
    [7800, '2 h 10 min'],
  ])('%f', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});
