import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import type { ShownValue } from '#report';
import { withMarkedValues } from '../../../src/runner/tables/marked-values.ts';

const values: Readonly<Record<string, ShownValue>> = {
  'toy/holds smoke effect': 25.375,
  'toy/holds smoke k/n': [8, 12],
  'toy/holds smoke verdict': 'refuted at this scale',
  'all smoke unexpected': 3,
  'toy smoke claims': 4,
};

const valueOf = (id: string, tier: string, what: string): ShownValue => {
  const value = values[`${id} ${tier} ${what}`];
  if (value === undefined) throw new UserError(`nothing is known of ${id}`, 'ask for something else');
  return value;
};

const written = (text: string, paper?: string) =>
  withMarkedValues({ path: 'a.md', text, ...(paper !== undefined && { paper }) }, valueOf);

const [effect, share, verdict] = ['effect', 'k/n', 'verdict'].map(
  (what) => `<!-- = toy/holds smoke ${what} -->`,
);

describe('withMarkedValues', () => {
  it.each([
    [`by 20.1${effect}.`, 'by 25.4', '20.1'],
    [`by +20${effect}`, 'by +25', '+20'],
    [`(>= 20.12)${effect}`, '(>= 25.38)', '20.12'],
    [`\`+20.1\`${effect}`, '`+25.4`', '+20.1'],
    [`\`> 20.1 points\`${effect}`, '`> 25.4 points`', '20.1'],
    [`**20**${effect}`, '**25**', '20'],
    [`7 of 8${share} seeds`, '8 of 12', '7 of 8'],
    [`\`7/8\`${share}`, '`8/12`', '7/8'],
    [`is **supported**${verdict}`, 'is **refuted at this scale**', 'supported'],
    [`Five<!-- = all smoke unexpected --> claims`, 'Three', 'Five'],
    [`1.2 or 20.1${effect}`, '1.2 or 25.4', '20.1'],
    [`16-20.1${effect}`, '16-25.4', '20.1'],
    ['2 to 3 of 30 20.1' + effect!, '2 to 3 of 30 25.4', '20.1'],
  ])('%s', (text, wanted, was) => {
    const { text: found, changed } = written(`# A\n\n${text}\n`);
    expect(found.startsWith(`# A\n\n${wanted}<!-- = `)).toBe(true);
    expect(changed).toEqual([expect.objectContaining({ line: 3, written: was })]);
    expect(written(found)).toEqual({ text: found, changed: [] });
  });

  it('leaves what is right to the digits that are written, and everything else', () => {
    const text = `25${effect} 25.4${effect} 25.375${effect} 8/12${share} refuted at this scale${verdict} 7.\n`;
    expect(written(text)).toEqual({ text, changed: [] });
  });

  it('several in a line, each for itself', () => {
    const { text, changed } = written(`1${effect} 2/3${share}\n\n4${effect}\n`);
    expect(text).toBe(`25${effect} 8/12${share}\n\n25${effect}\n`);
    expect(changed).toEqual([
      { line: 1, written: '1', published: '25', of: 'toy/holds smoke effect' },
      { line: 1, written: '2/3', published: '8/12', of: 'toy/holds smoke k/n' },
      { line: 3, written: '4', published: '25', of: 'toy/holds smoke effect' },
    ]);
  });

  it('in the README of a paper its claims need not name it', () => {
    expect(written('1<!-- = holds smoke effect -->', 'toy').text).toMatch(/^25</);
    expect(written('1<!-- = toy smoke claims --> 1<!-- = all smoke unexpected -->', 'toy').text).toMatch(
      /^4<.* 3</,
    );
    expect(() => written('1<!-- = holds smoke effect -->')).toThrow('a.md:1: nothing is known of holds');
  });

  it('what is shown as code is no marker', () => {
    const text = `\`1${effect}\` and\n\n\`\`\`\n1${effect}\n\`\`\`\n`;
    expect(written(text)).toEqual({ text, changed: [] });
  });

  it.each([
    ['nothing', `${effect}`],
    ['a space', `25.4 ${effect}`],
    ['a unit', `25.4 %${effect}`],
    ['a number in place of a share', `8${share}`],
    ['a number in place of a verdict', `8${verdict}`],
    ['another marker', `25${effect}${effect}`],
    ['code without a number', `\`none\`${effect}`],
  ])('%s before it is told with file and line', (_, text) => {
    expect(() => written(`\n${text}`)).toThrow(/^a\.md:2: no (number|pair|word) stands before <!-- = toy/);
  });

  it.each(['<!-- = -->', '<!--= toy/holds -->', '<!-- =toy/holds smoke-->'])(
    '%s is a slip, not a comment',
    (slip) => {
      expect(() => written(`\n1${slip}`)).toThrow(`a.md:2: ${slip} does not say what it marks`);
    },
  );

  it('spaces in it do not matter', () => {
    expect(written('1<!--= toy/holds  smoke effect-->').text).toMatch(/^25</);
  });

  it('what is not published is told with file and line', () => {
    expect(() => written('\n\n1<!-- = toy/gone smoke effect -->')).toThrow(
      expect.objectContaining({
        message: 'a.md:3: nothing is known of toy/gone',
        hint: 'ask for something else',
      }),
    );
  });
});
