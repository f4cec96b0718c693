import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, type Rule } from '#claim';
import { controlProblems } from '../../src/claim/control-problems.ts';
import { type Arms, claimOf, exceeds, less, panel, staysBelow, staysWithin, x } from './panel-claims.ts';
import { definition, options, scores, scripted } from './scripted.ts';

describe('controlProblems', () => {
  it.each([
    ['an arm that only the control has', [panel('gain', less('a', 'b'), exceeds(1))], { a: 'c' }],
    ['ratios', [panel('ratio', ({ a, b }) => a!.x! / b!.x!, exceeds(30))], { a: 'c', b: 'd' }],
    [
      'logarithms',
      [panel('decades', ({ a, b }) => Math.log10(a!.x! / b!.x!), staysWithin(1e-3))],
      { a: 'c' },
    ],
    [
      'a narrow band far out',
      [panel('level', x('a'), { rule: 'between', margin: [8123, 8125] })],
      { a: 'c' },
    ],
    [
      'several panels',
      [
        panel('a', x('a'), exceeds(0.5)),
        panel('b', x('b'), staysBelow(-0.25)),
        panel('c', less('a', 'b'), exceeds(40)),
      ],
      { a: 'c' },
    ],
    [
      'a function that throws outside of its range',
      [
        panel(
          'root',
          ({ a }) => {
            if (!(a!.x! > 0)) throw new RangeError('not above 0');
            return Math.sqrt(a!.x!);
          },
          exceeds(2),
        ),
      ],
      { a: 'b' },
    ],
  ])('finds none in %s', (_, panels, control) => {
    expect(controlProblems(claimOf(panels, control))).toEqual([]);
  });

  it.each([
    [
      'below and above at once',
      [panel('arc', x('a'), staysBelow(0.25)), panel('scattered', x('b'), exceeds(0.5))],
      { a: 'b' },
      /"control" is refuted wherever the claim holds: .* exchanged, "arc"; exchange/,
    ],
    [
      'arms that change places',
      [panel('gain', less('a', 'b'), exceeds(1))],
      { a: 'b', b: 'a' },
      /refuted wherever the claim holds: .*"gain"/,
    ],
    [
      'two panels that contradict each other together',
      [
        panel('one', less('a', 'b'), exceeds(1)),
        panel('two', less('a', 'c'), staysWithin(0.5)),
        panel('free', x('d'), exceeds(0)),
      ],
      { a: 'd', b: 'c', c: 'b' },
      /exchanged, "one" and "two"; exchange/,
    ],
    [
      'one arm on both sides',
      [panel('gain', less('a', 'b'), exceeds(1))],
      { a: 'b' },
      /makes "gain" 0 whatever is measured/,
    ],
    [
      'one arm on both sides of a panel that then holds',
      [panel('level', x('a'), exceeds(1)), panel('near', less('a', 'b'), staysWithin(1))],
      { a: 'b' },
      /makes "near" 0 whatever is measured/,
    ],
    [
      'a ratio to itself',
      [panel('ratio', ({ a, b }) => a!.x! / b!.x!, staysBelow(0.5))],
      { a: 'b' },
      /"ratio" 1 whatever/,
    ],
  ])('names %s', (_, panels, control, message) => {
    expect(controlProblems(claimOf(panels, control))).toEqual([expect.stringMatching(message)]);
  });

  it('agrees with what can be solved exactly: differences of arms', () => {
    const arms = ['a', 'b', 'c', 'd'];
    const pair = fc.shuffledSubarray(arms, { minLength: 2, maxLength: 2 });
    const rule = fc.tuple(fc.constantFrom(exceeds, staysBelow, staysWithin), fc.integer({ min: 1, max: 4 }));
    const forms = fc.array(fc.tuple(pair, rule), { minLength: 1, maxLength: 3 });
    const exchange = fc
      .array(pair, { minLength: 1, maxLength: 2 })
      .map((pairs) => Object.fromEntries(pairs) as Record<string, string>);
    fc.assert(
      fc.property(forms, exchange, (drawn, control) => {
        const panels = drawn.map(([[one, other], [of, margin]], index) =>
          panel(`panel ${index}`, less(one!, other!), of(margin)),
        );
        const own = drawn.map(([places, [of, margin]]) => [places as [string, string], of(margin)] as const);
        const moved = own.map(
          ([[one, other], ruled]) => [[control[one] ?? one, control[other] ?? other], ruled] as const,
        );
        const expected = !areSolvable(own)
          ? undefined
          : moved.some(([[one, other]]) => one === other) || !areSolvable([...own, ...moved]);
        const problems = controlProblems(claimOf(panels, control));
        expect(problems && problems.length > 0).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('tells nothing of measures that are listed before it has seen which there are', () => {
    const worst = (arm: Readonly<Record<string, number>>): number => Math.max(...Object.values(arm));
    const claim = claimOf([panel('worst', ({ a }) => worst(a!), staysBelow(1))], { a: 'b' });
    const measures = { x: 0.5, y: 0.25 };
    const example = { a: measures, b: measures, c: measures, d: measures };
    expect(controlProblems(claim)).toBeUndefined();
    expect(controlProblems(claim, [example])).toEqual([]);
  });

  it('tells nothing of a claim that no measures satisfy', () => {
    expect(
      controlProblems(claimOf([panel('square', ({ a }) => a!.x! ** 2, staysBelow(-1))], { a: 'b' })),
    ).toBeUndefined();
  });

  it('keeps a measure that is never below 0 above it', () => {
    const peak = ({ a, b, c }: Arms): number => Math.log10(a!.x! / Math.max(b!.x!, c!.x!));
    const claim = claimOf([panel('peak', peak, exceeds(0.3))], { a: 'c' });
    const example = { a: { x: 9 }, b: { x: 1 }, c: { x: 2 }, d: { x: 0 } };
    const negative = { ...example, d: { x: -1 } };
    expect(controlProblems(claim)).toEqual([]);
    expect(controlProblems(claim, [example, negative])).toEqual([]);
    expect(controlProblems(claim, [example, example])).toEqual([
      expect.stringMatching(/is refuted wherever the claim holds/),
    ]);
  });

  it('begins at measures that were seen, where satisfying the claim takes luck', () => {
    const hash = (value: number): number => (Math.abs(value - 0.123456789) < 1e-12 ? 1 : 0);
    const claim = claimOf([panel('lucky', ({ a }) => hash(a!.x!), exceeds(0.5))], { a: 'b' });
    const arm = { x: 0.123456789 };
    expect(controlProblems(claim)).toBeUndefined();
    expect(controlProblems(claim, [{ a: arm, b: { x: 1 }, c: arm, d: arm }])).toEqual([]);
  });
});

describe('judge', () => {
  const swapped = {
    controls: {
      swapped: [
        { replace: 'with', with: 'without' },
        { replace: 'without', with: 'with' },
      ],
    },
  } as const;

  it('refuses a control that could not have failed before anything is trained', async () => {
    const calls: Parameters<typeof scripted>[2] = [];
    const claim = scripted({ effect: scores(8) }, swapped, calls);
    await expect(judge(claim, options)).rejects.toThrow(
      /^claim toy-paper\/scores-rise: control "swapped" is refuted/,
    );
    expect(calls).toEqual([]);
  });

  it('refuses it after the first look where a panel lists the measures', async () => {
    const { effect } = definition({ effect: scores(8) });
    const of: typeof effect.of = (arms) =>
      Math.max(...Object.values(arms.with)) - Math.max(...Object.values(arms.without));
    const claim = scripted({ effect: scores(8) }, { ...swapped, effect: { ...effect, of } as typeof effect });
    await expect(judge(claim, options)).rejects.toThrow(/control "swapped" is refuted/);
  });

  it('refuses it after the first look where it needs a number that no run gives, as an error below 0', async () => {
    const { arms, effect } = definition({ effect: [0.1], sham: [0.5] });
    const toys = { ...arms, without: definition({ effect: [0.5] }).arms.with };
    const fall: typeof effect.of = ({ with: own, without }) => without.score! - own.score!;
    const panels = {
      effect: { ...effect, of: fall, rule: 'exceeds', margin: 0.2 },
      also: [
        {
          ...effect,
          name: 'error',
          of: (({ with: own }) => own.score!) as typeof effect.of,
          rule: 'staysBelow',
          margin: 0.2,
        },
      ],
    } as const;
    const claim = scripted(
      { effect: [0.1] },
      {
        arms: toys,
        ...panels,
        controls: {
          swapped: [
            { replace: 'with', with: 'sham' },
            { replace: 'without', with: 'with' },
          ],
        },
      },
    );
    expect(controlProblems(claim)).toEqual([]);
    await expect(judge(claim, options)).rejects.toThrow(
      /^claim toy-paper\/scores-rise: control "swapped" is refuted wherever the claim holds/,
    );
  });
});

/** Whether differences of numbers can satisfy all rules: a cycle of bounds must leave room (Floyd and Warshall). */
function areSolvable(rules: readonly (readonly [readonly [string, string], Rule])[]): boolean {
  const bounds = new Map<string, number>();
  const bound = (one: string, other: string): number => bounds.get(one + other) ?? Infinity;
  const below = (one: string, other: string, margin: number): void =>
    void bounds.set(one + other, Math.min(margin, bound(one, other)));
  for (const [[one, other], { rule, margin }] of rules) {
    const size = Number(margin);
    if (rule === 'exceeds') below(other, one, -size);
    else below(one, other, size);
    if (rule === 'staysWithin') below(other, one, size);
  }
  for (const middle of 'abcd')
    for (const one of 'abcd')
      for (const other of 'abcd') below(one, other, bound(one, middle) + bound(middle, other));
  return [...'abcd'].every((arm) => bound(arm, arm) > 0);
}
