import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import type { RunContext, Trajectory } from '#core';
import { defineClaim, isClaim } from '#claim';
import type { Measures } from '#claim';
import { definition, paper, scripted } from './scripted.ts';

const valid = definition({ effect: [2] });
const noMargin = { ...valid.effect, margin: undefined };

/** The message with which a changed definition is refused. */
function refusal(changes: object): string {
  try {
    defineClaim({ ...valid, ...changes });
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'accepted';
}

const prefix = 'claim toy-paper/scores-rise: ';

describe('defineClaim', () => {
  it('freezes what it accepts and marks it as a claim', () => {
    const claim = scripted({ effect: [2] });
    expect(claim.kind).toBe('empirical');
    expect(Object.isFrozen(claim)).toBe(true);
    expect(isClaim(claim)).toBe(true);
    expect(Object.keys(claim)).toContain('arms');
  });

  it.each([{ ...valid }, { kind: 'empirical' }, null, undefined, 'claim', defineClaim])(
    'what it did not make is no claim (%#)',
    (value) => expect(isClaim(value)).toBe(false),
  );

  it.each([
    [
      'a revision and an optional tier',
      { revision: 3, tiers: { smoke: {}, standard: {}, paper: { seeds: 5 } } },
    ],
    ['a budget that is a look', { tiers: { smoke: { seeds: 8, steps: 100 }, standard: { seeds: 24 } } }],
    ['a band', { effect: { ...valid.effect, rule: 'between', margin: [-1, 1] } }],
    ['a finding', { expected: 'refuted', finding: 'Scores fall.' }],
    [
      'a finding of one tier',
      { expected: { standard: 'inconclusive: budget' }, finding: 'Scores are noisy.' },
    ],
    [
      'a figure',
      {
        figures: { scores: { x: { label: 'size', scale: 'log' }, y: { label: 'score' }, lines: () => ({}) } },
      },
    ],
    ['a logarithmic curve', { curves: { loss: { label: 'loss', scale: 'log' } } }],
    ['further panels', { also: [{ ...valid.effect, name: 'loss', rule: 'staysWithin', margin: 0 }] }],
  ])('accepts %s', (_, changes) => expect(refusal(changes)).toBe('accepted'));

  const margin = 'declare the smallest effect worth calling the effect, in the unit of the effect';
  const seeds =
    'use one of the looks 8, 12, 16, 24, 32, or fewer than 8 for a tier that reports without deciding';
  const idForm = 'use <paper>/<name>, both in kebab-case, as in "grokking/weight-norm-falls"';

  it.each([
    ['a missing margin', { effect: noMargin }, `effect.margin is missing; ${margin}`],
    ['NaN as margin', { effect: { ...valid.effect, margin: NaN } }, `effect.margin is NaN; ${margin}`],
    [
      'an infinite margin',
      { effect: { ...valid.effect, margin: Infinity } },
      `effect.margin is Infinity; ${margin}`,
    ],
    [
      'a band upside down',
      { effect: { ...valid.effect, rule: 'between', margin: [2, 1] } },
      'effect.margin is [2,1]; declare [low, high] with low < high, in the unit of the effect',
    ],
    [
      'half a band',
      { effect: { ...valid.effect, rule: 'between', margin: 1 } },
      'effect.margin is 1; declare [low, high] with low < high, in the unit of the effect',
    ],
    [
      'an unknown rule',
      { effect: { ...valid.effect, rule: 'improves' } },
      'effect.rule is "improves"; use one of exceeds, staysBelow, staysWithin, between',
    ],
    [
      'no rule',
      { effect: { ...valid.effect, rule: undefined } },
      'effect.rule is missing; use one of exceeds, staysBelow, staysWithin, between',
    ],
    [
      'no reason for the margin',
      { effect: { ...valid.effect, because: ' ' } },
      'effect.because is ""; say where the margin comes from',
    ],
    [
      'no unit',
      { effect: { ...valid.effect, unit: '' } },
      'effect.unit is ""; give the unit, "1" for a ratio or a count',
    ],
    [
      'no effect',
      { effect: undefined },
      'effect is missing; give a panel: name, unit, of, rule, margin, because',
    ],
    [
      'a wrong further panel',
      { also: [{ ...valid.effect, margin: null }] },
      `also[0].margin is null, which is not a number; ${margin}`,
    ],
    [
      'no controls',
      { controls: undefined },
      'controls is missing; declare at least one negative control: which arm is replaced with which',
    ],
    [
      'empty controls',
      { controls: {} },
      'controls is empty; declare at least one negative control: which arm is replaced with which',
    ],
    [
      'a control that exchanges nothing',
      { controls: { 'no decay': {} } },
      "controls[\"no decay\"] is {}; give { replace: 'arm', with: 'another arm' }, or a list of such",
    ],
    [
      'a control that only names a stand-in',
      { controls: { 'no decay': { with: 'sham' } } },
      'controls["no decay"] is {"with":"sham"}; give { replace: \'arm\', with: \'another arm\' }, or a list of such',
    ],
    [
      'a control of no replacement',
      { controls: { 'no decay': [] } },
      "controls[\"no decay\"] is []; give { replace: 'arm', with: 'another arm' }, or a list of such",
    ],
    [
      'a control that replaces an arm twice',
      {
        controls: {
          c: [
            { replace: 'with', with: 'sham' },
            { replace: 'with', with: 'without' },
          ],
        },
      },
      'controls.c[1].replace is "with", which is replaced already; replace each arm once',
    ],
    [
      'an exchange by no arm',
      { controls: { c: { replace: 'with', with: 'wihtout' } } },
      'controls.c.with is "wihtout", which is no arm; the arms are with, without, sham',
    ],
    [
      'an exchange of no arm',
      { controls: { c: { replace: 'treatment', with: 'with' } } },
      'controls.c.replace is "treatment", which is no arm; the arms are with, without, sham',
    ],
    [
      'a self-exchange',
      { controls: { c: { replace: 'with', with: 'with' } } },
      'controls.c.with is the arm itself; replace it with another arm',
    ],
    [
      'an exchange for the same training under another name',
      { arms: { ...valid.arms, sham: valid.arms.with } },
      'controls["no treatment"].with is "sham", the same training as with; replace it with another one',
    ],
    ['a bad id', { id: 'Toy/scores' }, `id is "Toy/scores"; ${idForm}`, 'claim Toy/scores: '],
    ['an id without a paper', { id: 'scores' }, `id is "scores"; ${idForm}`, 'claim scores: '],
    ['no id', { id: undefined }, `id is missing; ${idForm}`, 'claim without an id: '],
    [
      'the folder of another paper',
      { id: 'other-paper/scores-rise' },
      'source.paper.id is "toy-paper" but the id is in "other-paper"; the id starts with the paper\'s folder',
      'claim other-paper/scores-rise: ',
    ],
    [
      'revision 0',
      { revision: 0 },
      'revision is 0; use a whole number that starts at 1 and is raised when the claim changes',
    ],
    [
      'half a revision',
      { revision: 1.5 },
      'revision is 1.5; use a whole number that starts at 1 and is raised when the claim changes',
    ],
    ['no statement', { states: '' }, 'states is ""; say in one or two sentences what the paper states'],
    [
      'no place in the paper',
      { source: { paper } },
      'source.at is missing; say where the paper states it, as in "Fig. 3" or "Theorem 2"',
    ],
    [
      'a paper without authors',
      { source: { at: 'Fig. 1', paper: { ...paper, authors: [] } } },
      'source.paper.authors is empty; list the authors',
    ],
    [
      'a budget between looks',
      { tiers: { smoke: { seeds: 10 }, standard: {} } },
      `tiers.smoke.seeds is 10; ${seeds}`,
    ],
    [
      'a budget of none',
      { tiers: { smoke: { seeds: 0 }, standard: {} } },
      `tiers.smoke.seeds is 0; ${seeds}`,
    ],
    [
      'no standard tier',
      { tiers: { smoke: {} } },
      'tiers.standard is missing; give the sizes of this tier, {} when the arms need none',
    ],
    [
      'an unknown tier',
      { tiers: { smoke: {}, standard: {}, huge: {} } },
      'tiers.huge is not a field; correct its name or remove it',
    ],
    ['no arms', { arms: {} }, 'arms is empty; declare the arms that are trained'],
    [
      'an arm that is no function',
      { arms: { ...valid.arms, sham: {} } },
      'arms.sham is {}; give a function that trains one replica per seed and returns their trajectories',
    ],
    [
      'no measure',
      { measure: undefined },
      'measure is missing; give a function from a trajectory to named numbers',
    ],
    ['no curves', { curves: {} }, 'curves is empty; name at least one series that the evidence keeps'],
    [
      'an unknown scale',
      { curves: { loss: { label: 'l', scale: 'log2' } } },
      'curves.loss.scale is "log2"; use "linear" or "log"',
    ],
    [
      'an unknown verdict',
      { expected: 'true' },
      'expected is "true"; use supported, refuted or inconclusive with its kind, as in "inconclusive: non-specific", or { smoke, standard, real, paper } of them',
    ],
    [
      'a surprise without a finding',
      { expected: 'refuted' },
      'finding is missing; expected is "refuted", so say in a sentence what was found',
    ],
    ['a misspelt field', { control: {} }, 'control is not a field; correct its name or remove it'],
  ])('refuses %s', (_, changes, message, head = prefix) => expect(refusal(changes)).toBe(head + message));

  it('lists every problem at once, one per line', () => {
    expect(refusal({ revision: 0, effect: noMargin, curves: {} }).split('\n')).toHaveLength(3);
  });

  it('checks the names of arms and sizes at compile time', () => {
    const { id, revision, states, source, curves } = valid;
    const typed = {
      ...{ id, revision, states, source, curves },
      measure: ({ steps }: Trajectory) => ({ taken: steps }),
      tiers: { smoke: { steps: 10 }, standard: { steps: 100 }, paper: { steps: 1000, seeds: 5 } },
    };
    const { name, unit, because } = valid.effect;
    const effect = { name, unit, because };
    const claim = defineClaim({
      ...typed,
      arms: {
        wide: async (run, { steps }) => run.seeds.map(() => ({ series: {}, values: {}, steps })),
        narrow: async (run: RunContext, size: { readonly steps: number }) =>
          run.seeds.map(() => ({ series: {}, values: {}, steps: size.steps })),
      },
      effect: {
        ...effect,
        rule: 'exceeds',
        margin: 1,
        of: ({ wide, narrow }) => wide.taken - narrow.taken,
      },
      controls: { 'no width': { replace: 'wide', with: 'narrow' } },
    });
    expect(Object.keys(claim.arms)).toEqual(['wide', 'narrow']);
    // @ts-expect-error an exchange by an arm that does not exist
    expect(() => defineClaim({ ...valid, controls: { c: { replace: 'with', with: 'nobody' } } })).toThrow(
      'no arm',
    );
    const misspelt = (arms: Readonly<Record<'with', { readonly tekan: number }>>): number => arms.with.tekan;
    const renamed = {
      ...valid,
      measure: typed.measure,
      controls: { c: { replace: 'with', with: 'sham' } },
    } as const;
    // @ts-expect-error an effect that reads a measure that does not exist
    defineClaim({ ...renamed, effect: { ...effect, rule: 'exceeds', margin: 1, of: misspelt } });
    const of = (arms: Readonly<Record<'nobody', Measures>>): number => arms.nobody.score!;
    // @ts-expect-error an effect that reads an arm that does not exist
    expect(isClaim(defineClaim({ ...valid, effect: { ...effect, rule: 'exceeds', margin: 1, of } }))).toBe(
      true,
    );
  });
});
