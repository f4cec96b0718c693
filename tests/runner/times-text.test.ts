import { expect, it } from 'vitest';
import { timesText } from '../../src/runner/times-text.ts';

const claims = (...seconds: readonly number[]) => seconds.map((took) => ({ expected: 10, seconds: took }));

it('says by how much the expectations were off, in either direction', () => {
  expect(timesText(claims(5, 8, 10, 20, 20))).toBe(
    'times: half of 5 claims took 1.00 of what was expected from earlier runs, or less; ' +
      'half of the expectations were off by 100 % or more',
  );
  expect(timesText(claims(10, 11, 12, 12, 13))).toContain('took 1.20 of what');
  expect(timesText(claims(10, 11, 12, 12, 13))).toContain('off by 20 % or more');
});

it('says nothing of a few claims, or of those of which nothing was expected', () => {
  expect(timesText(claims(10, 10, 10, 10))).toBeUndefined();
  const unknown = Array.from({ length: 9 }, () => ({ expected: undefined, seconds: 3 }));
  expect(timesText(unknown)).toBeUndefined();
});
