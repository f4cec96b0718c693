import { describe, expect, it } from 'vitest';
import { placeLines, placeText } from '../../src/report/source-text.ts';

describe('placeLines', () => {
  it('is the place alone where nothing else is said', () => {
    expect(placeLines({ at: 'Fig. 1' })).toEqual(['Fig. 1']);
  });

  it.each([
    ['body', 'read in the body'],
    ['second-hand', 'read second-hand'],
    ['abstract', 'abstract alone read'],
    ['memory', 'from memory'],
  ] as const)('says how the place was read: %s', (reading, words) => {
    expect(placeLines({ at: 'Fig. 1', reading })).toEqual([`Fig. 1 (${words})`]);
  });

  it('says which text, what it reports and who confirmed it', () => {
    const source = {
      at: 'Table 3',
      reading: 'body',
      version: 'arXiv v3',
      reported: '24.8 % error',
      confirmedBy: 'A. Author, by letter',
    } as const;
    expect(placeText(source)).toBe(
      'Table 3 (read in the body, arXiv v3); the paper reports 24.8 % error; confirmed by A. Author, by letter',
    );
  });
});
