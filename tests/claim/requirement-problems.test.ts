import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, type EmpiricalClaim, type Panel } from '#claim';
import { controlProblems } from '../../src/claim/control-problems.ts';
import { type Arms, claimOf, exceeds, type Form, less, panel, staysBelow, x } from './panel-claims.ts';
import { definition, options, scripted } from './scripted.ts';
import type { Calls } from './scripted.ts';

/** A claim of arms `a` and `b`, with a control of `c`, that requires something. */
const requiring = (...requires: readonly Form[]): EmpiricalClaim => ({
  ...claimOf([panel('gain', less('a', 'b'), exceeds(1))], { a: 'c' }),
  requires: requires.map((form): Panel => ({ ...form, unit: '1', because: 'test' })),
});

describe('what a claim requires could have failed', () => {
  it.each<[string, (arms: Arms) => number]>([
    ['an arm of a panel', x('b')],
    ['several arms, of which a panel reads one', ({ d, a }) => d!.x! + a!.y!],
    ['a comparison', ({ a, b }) => Number(a!.x! > b!.x!)],
    ['all arms, as a list', (arms) => Math.min(...Object.values(arms).map((arm) => arm.x!))],
    ['an arm that is read at some measures alone', ({ a, d }) => (d!.x! > 0 ? d!.x! : a!.x!)],
    ['measures that are listed', ({ a }) => Math.min(...Object.values(a!))],
    [
      'measures that are listed and counted',
      ({ a }) => Number(Object.values(a!).every((value) => value < 3)),
    ],
  ])('nothing is wrong with %s', (_, of) => {
    const one = { x: 2, y: 1 };
    const claim = requiring(panel('trained', of, exceeds(0.5)));
    expect(controlProblems(claim, [{ a: { x: 9, y: 2 }, b: one, c: one, d: one }])).toEqual([]);
    expect(controlProblems(claim) ?? []).toEqual([]);
  });

  it('nothing is wrong with a number that always fails: it lets no verdict count', () => {
    expect(controlProblems(requiring(panel('p', ({ a }) => 0 * a!.x!, exceeds(1))))).toEqual([]);
  });

  it.each<[string, (arms: Arms) => number, RegExp]>([
    ['a number', () => 1, /^requires\[0\] "trained" is 1 whatever is measured/],
    ['an arm less itself', ({ a }) => 1 + a!.x! - a!.x!, /is 1 whatever is measured/],
    ['what nearly all numbers satisfy', ({ a }) => Number(a!.x! !== 7.123), /is 1 whatever is measured/],
    [
      'an arm that no panel reads',
      x('d'),
      /"trained" reads d alone, and the panels of the claim read a, b; /,
    ],
    ['no arm', () => Math.sin(calls++), /reads no arm, and the panels/],
  ])('names %s', (_, of, message) => {
    const one = { x: 2 };
    const claim = requiring(panel('trained', of, exceeds(0.5)));
    expect(controlProblems(claim)).toEqual([expect.stringMatching(message)]);
    expect(controlProblems(claim, [{ a: { x: 9 }, b: one, c: one, d: one }])).toEqual([
      expect.stringMatching(message),
    ]);
  });

  it('names whatever cancels out, in any arm and under any rule', () => {
    const arm = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(arm, fc.integer({ min: -9, max: 9 }), fc.boolean(), (read, at, above) => {
        const of = (arms: Arms): number => at + (arms[read]!.x! - arms[read]!.x!);
        const rule = above ? exceeds(at - 1) : staysBelow(at + 1);
        const other = panel('other', x('a'), exceeds(0));
        expect(controlProblems(requiring(other, panel('fixed', of, rule)))).toEqual([
          expect.stringMatching(/^requires\[1\] "fixed" is -?\d whatever is measured/),
        ]);
      }),
      { numRuns: 30 },
    );
  });

  it('is refused by judge before anything is trained', async () => {
    const calls: Calls = [];
    const { requires } = definition({ effect: [0] });
    const fixed = [{ ...requires![0]!, of: () => 0 }];
    await expect(judge(scripted({ effect: [0] }, { requires: fixed }, calls), options)).rejects.toThrow(
      /^claim toy-paper\/scores-rise: requires\[0\] "runs that ended" is 0 whatever is measured/,
    );
    expect(calls).toEqual([]);
  });
});

let calls = 0;
