import { describe, expect, it } from 'vitest';
import { parseTimeLimit, timeLimitText } from '../../../src/runner/submit/parse-time-limit.ts';

describe('a time limit', () => {
  it.each([
    ['90', 5400, '01:30:00'],
    ['1:30', 90, '00:01:30'],
    ['2:00:00', 7200, '02:00:00'],
    ['1-12', 129_600, '1-12:00:00'],
    ['1-00:30', 88_200, '1-00:30:00'],
    ['10-01:02:03', 867_723, '10-01:02:03'],
  ])('%s is %i seconds', (text, seconds, written) => {
    expect(parseTimeLimit(text)).toBe(seconds);
    expect(timeLimitText(seconds)).toBe(written);
    expect(parseTimeLimit(written)).toBe(seconds);
  });

  it.each(['', '0', '0:00', 'soon', '2h', '1:2:3:4', '-1', '1-', '1.5', '9'.repeat(20)])(
    '"%s" is none',
    (text) => {
      expect(() => parseTimeLimit(text)).toThrow(`--time must be a time limit, got "${text}"`);
    },
  );
});
