import { claimProblems, defineClaim, type Rule } from '#claim';
import { messageOf } from '#core';

/** A rule that no outcome could satisfy, or a budget that no verdict rests on, and what is said of it without training. */
export interface ImpossibleRule {
  readonly name: string;
  /** The first problem that is reported; absent where the definition is taken. */
  readonly refusedWith?: string;
}

const rules: Readonly<Record<string, Rule>> = {
  'between, the low margin above the high one': { rule: 'between', margin: [1, 0] },
  'between, both margins the same': { rule: 'between', margin: [1, 1] },
  'between, a margin that is NaN': { rule: 'between', margin: [NaN, 1] },
  'exceeds, margin NaN': { rule: 'exceeds', margin: NaN },
  'exceeds, margin infinite': { rule: 'exceeds', margin: Infinity },
  'staysBelow, margin minus infinite': { rule: 'staysBelow', margin: -Infinity },
  'staysWithin, margin below 0': { rule: 'staysWithin', margin: -1 },
  'staysWithin, margin NaN': { rule: 'staysWithin', margin: NaN },
};

/** Panels that are possible one by one and never together. */
const together: Readonly<Record<string, readonly [Rule, Rule]>> = {
  'exceeds 1 and staysBelow 0 of the same number': [
    { rule: 'exceeds', margin: 1 },
    { rule: 'staysBelow', margin: 0 },
  ],
};

const seeds = { 'a budget of no seeds': 0, 'a budget between two looks, 9 seeds': 9 };

/** Defines a claim with each rule that no outcome could satisfy, and notes whether that is refused. */
export function impossibleRules(): ImpossibleRule[] {
  return [
    ...Object.entries(rules).map(([name, rule]) => tried(name, [rule], 8)),
    ...Object.entries(together).map(([name, both]) => tried(name, both, 8)),
    ...Object.entries(seeds).map(([name, budget]) => tried(name, [{ rule: 'exceeds', margin: 0 }], budget)),
  ];
}

function tried(name: string, panels: readonly Rule[], budget: number): ImpossibleRule {
  const problem = problemOf(panels, budget);
  if (problem === undefined) return { name };
  return {
    name,
    refusedWith: problem
      .split('\n')
      .at(-1)!
      .replace(/^.*none\/impossible: /, '')
      .trim(),
  };
}

function problemOf([first, ...also]: readonly Rule[], budget: number): string | undefined {
  const train = (): Promise<[]> => Promise.resolve([]);
  const panel = (rule: Rule, index: number) => ({
    name: `panel ${index + 1}`,
    unit: '1',
    because: 'no outcome satisfies it',
    of: ({ one, other }: Readonly<Record<string, Readonly<Record<string, number>>>>) => one!.x! - other!.x!,
    ...rule,
  });
  const paper = { id: 'none', title: 'None', authors: ['Nobody'], venue: 'none', year: 2026, url: 'none' };
  const size = { seeds: budget };
  try {
    const claim = defineClaim({
      id: 'none/impossible',
      revision: 1,
      states: 'It cannot hold.',
      source: { paper, at: 'nowhere' },
      tiers: { smoke: size, standard: size },
      arms: { one: train, other: (...given: Parameters<typeof train>) => train(...given) },
      measure: () => ({ x: 0 }),
      effect: panel(first!, 0),
      also: also.map((rule, index) => panel(rule, index + 1)),
      controls: { control: { replace: 'one', with: 'other' } },
      curves: { x: { label: 'x' } },
    });
    return claimProblems(claim)?.[0];
  } catch (error) {
    return messageOf(error);
  }
}
