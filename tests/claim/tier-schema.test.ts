import { describe, expect, it } from 'vitest';
import { describeIssues } from '../../src/claim/describe-issues.ts';
import { empiricalTiers } from '../../src/claim/tier-schema.ts';

const hint =
  "name data sets of which the arms read the first that is there, as in data: ['cifar-10', 'cifar-10-subset']";

describe('the data sets of a tier', () => {
  it('are a list of names', () => {
    const tiers = { smoke: {}, standard: {}, real: { steps: 100, data: ['mnist', 'mnist-test'] } };
    expect(empiricalTiers.parse(tiers)).toEqual(tiers);
  });

  it.each([
    ['a name alone', 'mnist', `real.data is "mnist", which is not a list; ${hint}`],
    ['an empty list', [], `real.data is []; ${hint}`],
    ['a name that is none', [''], `real.data[0] is ""; ${hint}`],
    ['a number', [10], `real.data[0] is 10; ${hint}`],
  ])('are not %s', (_, data, problem) => {
    const { error } = empiricalTiers.safeParse({ smoke: {}, standard: {}, real: { data } });
    expect(describeIssues(error!)).toEqual([problem]);
  });
});
