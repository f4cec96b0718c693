import { canonicalJson } from '#core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, decisionAt, log10EvidenceFor, majorityPlan, planOf, prevalencePlan } from '#stats';

const yes = (count: number): boolean[] => new Array<boolean>(count).fill(true);
const no = (count: number): boolean[] => new Array<boolean>(count).fill(false);

describe('decide', () => {
  it('supports eight clean seeds with evidence 110', () => {
    const { decision, looks, nextLook } = decide(yes(8));
    expect(decision).toMatchObject({ verdict: 'supported', seeds: 8, successes: 8 });
    expect(10 ** decision.log10EvidenceFor).toBeCloseTo(110.19960576, 8);
    expect(looks).toEqual([decision]);
    expect(nextLook).toBeUndefined();
  });

  it('refutes eight failing seeds', () => {
    const { decision } = decide(no(8));
    expect(decision).toMatchObject({ verdict: 'refuted', seeds: 8, successes: 0 });
    expect(10 ** decision.log10EvidenceAgainst).toBeCloseTo(110.19960576, 8);
  });

  it('keeps every look until the first that decides', () => {
    const { decision, looks } = decide([...no(1), ...yes(11)]);
    expect(looks.map(({ seeds, successes, verdict }) => [seeds, successes, verdict])).toEqual([
      [8, 7, 'undecided'],
      [12, 11, 'supported'],
    ]);
    expect(decision).toBe(looks[1]);
  });

  it('asks for the first look before there are eight seeds, and reports the evidence so far', () => {
    const { decision, looks, nextLook } = decide(yes(5));
    expect(looks).toEqual([]);
    expect(nextLook).toBe(8);
    expect(decision).toMatchObject({ verdict: 'undecided', seeds: 5, successes: 5 });
    expect(10 ** decision.log10EvidenceFor).toBeCloseTo(18.89568, 8);
  });

  it('does not decide before the first look however strong the evidence', () => {
    const { decision } = decide(yes(15), { looks: [16] });
    expect(decision.log10EvidenceFor).toBeGreaterThan(2);
    expect(decision.verdict).toBe('undecided');
  });

  it('does not decide between looks: 17 of 20 would do, but waits for the 24th', () => {
    const seventeenOfTwenty = [...no(3), ...yes(17)];
    expect(decisionAt(17, 20).verdict).toBe('supported');
    expect(decide(seventeenOfTwenty).decision).toMatchObject({ verdict: 'undecided', seeds: 16 });
    expect(decide(seventeenOfTwenty).nextLook).toBe(24);
  });

  it('ends undecided after the last look and ignores seeds beyond it', () => {
    const mixed = Array.from({ length: 32 }, (_, seed) => seed % 2 === 0);
    const { decision, nextLook } = decide([...mixed, ...yes(60)]);
    expect(decision).toMatchObject({ verdict: 'undecided', seeds: 32, successes: 16 });
    expect(nextLook).toBeUndefined();
  });

  it('sees nothing behind a seed that is not finished', () => {
    const { decision, nextLook } = decide([...yes(7), undefined, ...yes(20)]);
    expect(decision).toMatchObject({ verdict: 'undecided', seeds: 7 });
    expect(nextLook).toBe(8);
  });

  it('takes a hole of a sparse array for an unfinished seed', () => {
    const sparse: boolean[] = [];
    for (let seed = 1; seed < 9; seed++) sparse[seed] = true;
    expect(decide(sparse).decision.seeds).toBe(0);
  });

  it('resumed after any interruption equals uninterrupted, byte for byte', () => {
    const mostly = (value: boolean) =>
      fc.array(
        fc.nat(11).map((draw) => (draw === 0 ? !value : value)),
        { maxLength: 40, size: 'max' },
      );
    const streams = fc.oneof(
      mostly(true),
      mostly(false),
      fc.array(fc.boolean(), { maxLength: 40, size: 'max' }),
    );
    fc.assert(
      fc.property(streams, fc.array(fc.nat(39), { maxLength: 6 }), (outcomes, missing) => {
        const holed: (boolean | undefined)[] = [...outcomes];
        for (const seed of missing) if (seed < holed.length) holed[seed] = undefined;
        const before = decide(holed);
        const after = decide(outcomes);
        const shared = before.looks.length;
        expect(canonicalJson(after.looks.slice(0, shared))).toBe(canonicalJson(before.looks));
        if (before.decision.verdict !== 'undecided') expect(canonicalJson(before)).toBe(canonicalJson(after));
      }),
    );
  });
});

describe('plans', () => {
  it('the prevalence plan needs 24 unanimous seeds for support and at least half of them failing for refutation', () => {
    expect(decide(yes(64), prevalencePlan).decision).toMatchObject({ verdict: 'supported', seeds: 24 });
    expect(decide(no(64), prevalencePlan).decision).toMatchObject({ verdict: 'refuted', seeds: 8 });
    const half = Array.from({ length: 64 }, (_, seed) => seed % 2 === 0);
    expect(decide(half, prevalencePlan).decision).toMatchObject({ verdict: 'refuted', seeds: 24 });
  });

  it('a smaller budget is a plan with fewer looks', () => {
    const wavering = [...no(2), ...yes(6), ...no(2), ...yes(10)];
    expect(decide(wavering, { looks: [8] }).nextLook).toBeUndefined();
    expect(planOf({ looks: [8] })).toEqual({ ...majorityPlan, looks: [8] });
  });

  it('a stricter threshold needs 13 clean seeds', () => {
    const strict = { threshold: 1400, looks: [8, 12, 13, 16] };
    expect(decide(yes(20), strict).decision).toMatchObject({ verdict: 'supported', seeds: 13 });
  });

  it.each([
    [{ looks: [] }, /looks must be ascending/],
    [{ looks: [8, 8] }, /looks must be ascending/],
    [{ looks: [12, 8] }, /looks must be ascending/],
    [{ looks: [0, 8] }, /looks must be ascending/],
    [{ looks: [8.5] }, /looks must be ascending/],
    [{ threshold: 1 }, /threshold must be above 1, got 1/],
    [{ threshold: NaN }, /threshold must be above 1/],
    [{ p1: 0.5 }, /p1 must lie strictly between 0.5 and 1/],
    [{ pi0: 0.8 }, undefined],
    [{ pi0: 0.95 }, /p1 must lie strictly between 0.95 and 1/],
  ])('plan %j', (options, message) => {
    if (message) expect(() => decide([], options)).toThrow(message);
    else expect(() => decide([], options)).not.toThrow();
  });
});

describe('one look', () => {
  it('agrees with the evidence it reports', () => {
    const decision = decisionAt(14, 16);
    expect(decision.verdict).toBe('supported');
    expect(decision.log10EvidenceFor).toBe(log10EvidenceFor(14, 16));
    expect(decisionAt(13, 16).verdict).toBe('undecided');
    expect(decisionAt(2, 16).verdict).toBe('refuted');
  });
});
