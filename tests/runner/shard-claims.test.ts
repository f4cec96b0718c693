import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shardOf, type Weighed } from '../../src/runner/shard-claims.ts';

const claims = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 6 }),
      group: fc.constantFrom('a', 'b', 'c', undefined),
      seconds: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
    }),
    { selector: ({ id }) => id, maxLength: 40 },
  )
  .map((all) => all.map(({ group, ...rest }): Weighed => ({ ...rest, group: group ?? rest.id })));

const sharesOf = (all: readonly Weighed[], count: number): string[][] =>
  Array.from({ length: count }, (_, index) => [...shardOf(all, { index: index + 1, count })]);

describe('shardOf', () => {
  it('gives every claim to one share, with those of its group, in whatever order they come', () => {
    fc.assert(
      fc.property(claims, fc.integer({ min: 1, max: 7 }), (all, count) => {
        const shares = sharesOf(all, count);
        expect(shares.flat().sort()).toEqual(all.map(({ id }) => id).sort());
        for (const { group } of all) {
          const ids = all.filter((one) => one.group === group).map(({ id }) => id);
          expect(shares.filter((share) => ids.some((id) => share.includes(id)))).toHaveLength(1);
        }
        const again = sharesOf(all.toReversed(), count);
        expect(again.map((share) => share.sort())).toEqual(shares.map((share) => share.sort()));
      }),
    );
  });

  it('shares are about equally long: no longer than the mean and the longest group', () => {
    fc.assert(
      fc.property(claims, fc.integer({ min: 1, max: 5 }), (all, count) => {
        const timed = all.map((claim) => ({ ...claim, seconds: claim.seconds ?? 1 }));
        const total = (ids: readonly string[]): number =>
          timed.filter(({ id }) => ids.includes(id)).reduce((sum, { seconds }) => sum + seconds, 0);
        const ofGroup = (group: string): string[] =>
          timed.filter((one) => one.group === group).map(({ id }) => id);
        const longest = Math.max(0, ...timed.map(({ group }) => total(ofGroup(group))));
        const most = Math.max(...sharesOf(timed, count).map(total));
        expect(most).toBeLessThanOrEqual(total(timed.map(({ id }) => id)) / count + longest);
      }),
    );
  });

  it('takes what was never timed for the median', () => {
    const timed = [1, 1, 9].map((seconds, index): Weighed => ({
      id: `t${index}`,
      group: `t${index}`,
      seconds,
    }));
    const all = [...timed, { id: 'new', group: 'new', seconds: undefined }];
    expect(sharesOf(all, 2).map((share) => share.sort())).toEqual([['t2'], ['new', 't0', 't1']]);
  });
});
