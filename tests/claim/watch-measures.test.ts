import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EmpiricalClaim, evidenceProblems, judge } from '#claim';
import { seedNumbers } from '../../src/claim/panels.ts';
import { type Arms, exceeds, panel } from './panel-claims.ts';
import { definition, options, scripted } from './scripted.ts';

/** Ways in which a finite number is made of arm `a`'s x and arm `b`'s x, whatever they are. */
const hiding: Readonly<Record<string, (arms: Arms) => number>> = {
  'a comparison': ({ a, b }) => (a!.x! < b!.x! ? 0 : 1),
  'a comparison as a number': ({ a, b }) => Number(a!.x! > b!.x!),
  'a replacement': ({ a, b }) => (Number.isFinite(a!.x! - b!.x!) ? a!.x! - b!.x! : 0),
  'a comparison with itself': ({ a, b }) => Number(a!.x! === a!.x! && b!.x! === b!.x!),
  'whole-number arithmetic': ({ a, b }) => a!.x! | b!.x!,
  'the place in a list': ({ a, b }) => [a!.x!, b!.x!].indexOf(7),
  'a product with text': ({ a, b }) => `${a!.x!} ${b!.x!}`.length,
  'listed measures': ({ a, b }) =>
    [...Object.values(a!), ...Object.values(b!)].filter(Number.isFinite).length,
  'listed entries': ({ a, b }) => Object.entries({ ...a, ...b }).length,
  'taken apart': ({ a: { x } = {}, b }) => Number(x! > 0) + Number({ ...b }.x! > 0),
  'a descriptor': ({ a, b }) =>
    [a, b].filter((arm) => Object.getOwnPropertyDescriptor(arm, 'x')!.value > 0).length,
  JSON: (arms) => JSON.stringify([arms.a, arms.b]).length,
};

/** What panels that compute this make of the measures of one seed. */
function numbersOf(panels: readonly ((arms: Arms) => number)[], arms: Arms): readonly number[] {
  const [effect, ...also] = panels.map((of) => panel('p', of, exceeds(0)));
  const claim = { id: 'toy-paper/toy', effect, also, controls: {} } as unknown as EmpiricalClaim;
  return seedNumbers(claim, arms).panels;
}

const numberOf = (of: (arms: Arms) => number, arms: Arms): number => numbersOf([of], arms)[0]!;

describe('a panel that reads a measure which is not finite', () => {
  const odd = fc.constantFrom(NaN, Infinity, -Infinity);
  const even = fc.constantFrom(0, -0, 1, -3, 1e300);
  it.each(Object.entries(hiding))('has no finite number: %s', (_, of) => {
    fc.assert(
      fc.property(fc.tuple(odd, even), fc.boolean(), even, ([one, other], swap, unread) => {
        const [x, y] = swap ? [one, other] : [other, one];
        expect(numberOf(of, { a: { x }, b: { x: y }, c: { x: unread } })).not.toSatisfy(Number.isFinite);
      }),
    );
  });

  it.each(Object.entries(hiding))('keeps its number where all that it reads are: %s', (_, of) => {
    fc.assert(
      fc.property(even, even, odd, (x, y, unread) => {
        const arms = { a: { x }, b: { x: y }, c: { x: unread } };
        expect(numberOf(of, arms)).toBe(of(arms));
      }),
    );
  });

  it('is told apart by measure, not by arm, and not by what another panel read', () => {
    const arms = { a: { x: 1, y: NaN } };
    const panels = [({ a }: Arms) => Number(a!.y! > 0), ({ a }: Arms) => a!.x!];
    expect(numbersOf(panels, arms)).toEqual([NaN, 1]);
  });
});

describe('judge, where panels make finite numbers of NaN', () => {
  const { effect, requires } = definition({ effect: [2] });
  type Of = typeof effect.of;
  const with_ = (of: Of) => ({ effect: { ...effect, of, rule: 'exceeds' as const, margin: 0.5 } });

  it('supports nothing by it', async () => {
    const claim = scripted(
      { effect: [NaN], sham: [-1] },
      with_((arms) => (arms.with.score! < 0 ? 0 : 1)),
    );
    const evidence = await judge(claim, options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'unstable', successes: 0 });
    expect(evidenceProblems(evidence, claim)).toEqual([]);
  });

  it.each<[string, Of]>([
    ['compared', (arms) => Number(arms.with.score! > arms.without.score!)],
    ['replaced', (arms) => (Number.isNaN(arms.with.score!) ? 0 : arms.with.score!)],
  ])('refutes no control by it: %s', async (_, of) => {
    const evidence = await judge(scripted({ effect: [2], sham: [NaN] }, with_(of)), options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'control-unstable' });
  });

  it('takes it for no sign that the experiment worked', async () => {
    const sign = {
      ...requires![0]!,
      of: (({ with: own, without }) => (own.score! < without.score! ? 0 : 1)) as Of,
    };
    const claim = scripted(
      { effect: [NaN] },
      {
        effect: { ...effect, of: ({ sham, without }) => sham.score! - without.score! },
        requires: [{ ...sign, rule: 'exceeds', margin: 0.5 }],
      },
    );
    expect(await judge(claim, options)).toMatchObject({ inconclusive: 'untested', successes: 0 });
  });
});
