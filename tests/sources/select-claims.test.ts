import { describe, expect, it } from 'vitest';
import { nearMatches } from '#core';
import { selectClaims } from '#sources';
import type { ClaimEntry } from '../../src/sources/discover-claims.ts';

const entries: readonly ClaimEntry[] = [
  'grokking/delayed-generalization',
  'grokking/weight-norm-falls',
  'lottery/rewind',
  'lottery/rewind-late',
  'lottery-late/masks',
].map((id) => ({ id, paper: id.split('/')[0]!, kind: 'empirical', file: `/claims/${id}.claim.ts` }));

const chosen = (...filters: readonly string[]): string[] =>
  selectClaims(entries, filters).map(({ id }) => id);

describe('selectClaims', () => {
  it('everything without a filter', () => {
    expect(chosen()).toHaveLength(entries.length);
  });

  it('an exact id is only itself, also when it begins another', () => {
    expect(chosen('lottery/rewind')).toEqual(['lottery/rewind']);
  });

  it('a paper is only itself, also when it begins another', () => {
    expect(chosen('lottery')).toEqual(['lottery/rewind', 'lottery/rewind-late']);
    expect(chosen('lottery/')).toEqual(['lottery/rewind', 'lottery/rewind-late']);
  });

  it('patterns match the whole id, parts anywhere', () => {
    expect(chosen('*/rewind')).toEqual(['lottery/rewind']);
    expect(chosen('lottery*')).toHaveLength(3);
    expect(chosen('norm')).toEqual(['grokking/weight-norm-falls']);
  });

  it('several filters: each claim once, in the order of the list', () => {
    expect(chosen('masks', 'grokking', 'norm')).toEqual([
      'grokking/delayed-generalization',
      'grokking/weight-norm-falls',
      'lottery-late/masks',
    ]);
  });

  it('signs of regular expressions mean themselves', () => {
    expect(() => chosen('lottery.rewind*')).toThrow('no claim matches "lottery.rewind*"');
    expect(() => chosen('(')).toThrow('no claim matches "("');
  });

  it('one unknown filter among known ones is an error that names near claims', () => {
    expect(() => chosen('grokking', 'loterry/rewind')).toThrow(
      expect.objectContaining({
        message: 'no claim matches "loterry/rewind"',
        hint: expect.stringMatching(/^did you mean lottery\/rewind or /) as string,
      }),
    );
    expect(() => chosen('')).toThrow('no claim matches ""');
  });
});

describe('nearMatches', () => {
  it('knows a claim by its own name, nearest first, at most three', () => {
    const names = ['a/weight-norm', 'b/weight-norms', 'c/weigth-norm', 'd/weights', 'e/other'];
    expect(nearMatches('weight-norm', names)).toEqual(['a/weight-norm', 'b/weight-norms', 'c/weigth-norm']);
  });

  it('nothing is near a name that shares nothing', () => {
    expect(nearMatches('zzzzzz', ['grokking', 'lottery'])).toEqual([]);
  });
});
