import { expect, it } from 'vitest';
import type { PanelEvidence } from '#claim';
import { shareWithoutNumber } from '../../src/report/without-number.ts';

const rules = [
  { rule: 'exceeds', margin: 0.1 },
  { rule: 'staysBelow', margin: 2 },
  { rule: 'staysWithin', margin: 1 },
  { rule: 'between', margin: [0, 1] },
] as readonly Pick<PanelEvidence, 'rule' | 'margin'>[];

/** One seed's numbers of the four panels, which all hold unless it says otherwise. */
const share = (...numbers: (readonly (readonly [panel: number, value: number])[])[]): number => {
  const seeds = numbers.map((changes) =>
    [0.2, 1, -0.5, 0.5].map((value, panel) => new Map(changes).get(panel) ?? value),
  );
  return shareWithoutNumber(rules, [
    { panels: rules.map((_, panel) => ({ values: seeds.map((seed) => seed[panel]!) })) },
  ]);
};

it('counts seeds that fail by what is no number, and those without a primary one', () => {
  expect(share([], [])).toBe(0);
  expect(share([[0, NaN]], [])).toBe(0.5);
  for (const panel of [1, 2, 3]) expect(share([[panel, Infinity]], [])).toBe(0.5);
});

it('does not count a seed that a number fails as well', () => {
  const failing = [
    [1, 2],
    [2, -1.5],
    [3, 1],
  ] as const;
  for (const one of failing) {
    const other = one[0] === 1 ? 2 : 1;
    expect(share([one, [other, NaN]], [])).toBe(0);
  }
  expect(
    share([
      [0, 0.1],
      [1, NaN],
    ]),
  ).toBe(0);
});

it('adds up the seeds of runs', () => {
  const run = (values: readonly number[]) => ({ panels: [{ values }] });
  expect(shareWithoutNumber([rules[0]!], [run([NaN, 1]), run([1, 1])])).toBe(0.25);
});
