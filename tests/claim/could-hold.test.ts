import { describe, expect, it } from 'vitest';
import { judge } from '#claim';
import { controlProblems } from '../../src/claim/control-problems.ts';
import { type Arms, claimOf, exceeds, less, panel, staysBelow, staysWithin, x } from './panel-claims.ts';
import { options, scores, scripted } from './scripted.ts';

/** Measures `x` of the arms. */
const at = (a: number, b: number, c: number, d = 0): Arms => ({
  a: { x: a },
  b: { x: b },
  c: { x: c },
  d: { x: d },
});

describe('measures by which an author shows that a control could hold', () => {
  const one = 271.828182845;
  /** Where c stands in for b, only one number of `a` satisfies all: no search comes upon it. */
  const needle = [
    panel('key', ({ a, b }) => (a!.x! === one || b!.x! > 5 ? 1 : 0), exceeds(0.5)),
    panel('c', x('c'), staysBelow(1)),
  ];

  it('are asked for where none were found, and taken where they satisfy the panels', () => {
    expect(controlProblems(claimOf(needle, { b: 'c' }))).toEqual([
      expect.stringMatching(
        /refuted wherever the claim holds: .*"key".*, or give such measures in couldHold\.control$/,
      ),
    ]);
    expect(controlProblems(claimOf(needle, { b: 'c' }, at(one, 0, 0)))).toEqual([]);
  });

  it.each([
    ['the claim does not hold', at(one, 0, 2), /hold: "c" is 2, "c" is 2 after the exchange; give measures/],
    [
      'the control does not hold',
      at(0, 6, 0),
      /^couldHold\.control does not show .*: "key" is 0 after the exchange; give/,
    ],
    ['a panel gives no number', { ...at(one, 0, 0), c: {} }, /"c" is NaN, "c" is NaN after/],
  ])('are refused where %s', (_, measures, message) => {
    expect(controlProblems(claimOf(needle, { b: 'c' }, measures))).toEqual([expect.stringMatching(message)]);
  });

  it('do not excuse a panel that is one number whatever is measured, unless they give another one', () => {
    const near = [panel('level', x('a'), exceeds(1)), panel('near', less('a', 'b'), staysWithin(1))];
    expect(controlProblems(claimOf(near, { a: 'b' }, at(2, 2, 0)))).toEqual([
      expect.stringMatching(/makes "near" 0 whatever is measured/),
    ]);
    const rare = [panel('rare', ({ a, b }) => (a!.x! === one ? 2 : a!.x! - b!.x!), exceeds(1))];
    expect(controlProblems(claimOf(rare, { a: 'b' }))).toEqual([expect.stringMatching(/makes "rare" 0/)]);
    expect(controlProblems(claimOf(rare, { a: 'b' }, at(one, one, 0)))).toEqual([]);
  });

  it('hide no other problem', () => {
    const panels = [panel('gain', less('a', 'b'), exceeds(1))];
    const claim = claimOf(panels, { a: 'c' }, at(0, 0, 0));
    const controls = { ...claim.controls, same: { replace: 'a', with: 'b' } };
    expect(controlProblems({ ...claim, controls })).toEqual([
      expect.stringMatching(/^couldHold\.control does not show/),
      expect.stringMatching(/^control "same" makes "gain" 0/),
    ]);
  });

  it('are measures of every arm and of a control, in numbers', () => {
    const panels = [panel('gain', less('a', 'b'), exceeds(1))];
    const { d, ...without } = at(2, 0, 2);
    expect(() => claimOf(panels, { a: 'c' }, { ...without, e: d! })).toThrow(
      /couldHold\.control\.d is missing; give its measures\n.*couldHold\.control\.e is no arm; the arms are a, b, c, d$/,
    );
    expect(() => claimOf(panels, { a: 'c' }, at(2, NaN, 2))).toThrow(
      /couldHold\.control\.b\.x is NaN; give a finite number$/,
    );
    const shown = { couldHold: { 'no treatment': {}, other: {} } } as unknown as {
      couldHold: { other: never };
    };
    expect(() => scripted({ effect: scores(8) }, shown)).toThrow(
      /couldHold\.other is of no control; the controls are no treatment$/,
    );
  });

  it('are held against the panels before anything is trained', async () => {
    const measures = (sham: number) => ({ with: { score: 2 }, without: { score: 0 }, sham: { score: sham } });
    const verdictOf = async (sham: number): Promise<string> =>
      (
        await judge(
          scripted({ effect: scores(8) }, { couldHold: { 'no treatment': measures(sham) } }),
          options,
        )
      ).verdict;
    expect(await verdictOf(3)).toBe('supported');
    await expect(verdictOf(1)).rejects.toThrow(
      /claim toy-paper\/scores-rise: couldHold\["no treatment"\] does not show .*"gain" is 1 after the exchange/,
    );
  });
});
