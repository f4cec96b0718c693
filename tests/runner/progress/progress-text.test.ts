import { describe, expect, it } from 'vitest';
import { aligned, leftText, suiteText } from '../../../src/runner/progress/progress-text.ts';

describe('leftText', () => {
  it.each([
    [0.2, '1 s left'],
    [9.4, '10 s left'],
    [59.5, '60 s left'],
    [64, '1 min left'],
    [127, '2 min 10 s left'],
    [598, '10 min left'],
    [2315, '39 min left'],
    [3599, '1 h 00 min left'],
    [7900, '2 h 12 min left'],
  ])('%f s: %s, as fine as an estimate is', (seconds, text) => {
    expect(leftText(seconds)).toBe(text);
  });
});

describe('suiteText', () => {
  it('leaves out what is not known', () => {
    const decided = { decided: 3, total: 160, elapsed: 75 };
    expect(suiteText(decided, {})).toBe('3 of 160 decided after 1 min 15 s');
    expect(suiteText(decided, { rate: 12_345.6, left: 2300 })).toBe(
      '3 of 160 decided after 1 min 15 s, 38 min left, 12346 steps/s',
    );
  });
});

describe('aligned', () => {
  it('puts columns under each other, without those that are empty', () => {
    const rows = [['µ', '', 'long', 'x'], ['abc', '', 'b', '']]; // prettier-ignore
    expect(aligned(rows)).toEqual(['µ    long  x', 'abc  b']);
    expect(aligned([])).toEqual([]);
  });
});
