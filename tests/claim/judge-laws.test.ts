import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#core';
import { judge } from '#claim';
import type { Evidence } from '#claim';
import { definition, judgeSeeds, options, scripted } from './scripted.ts';
import type { Calls, Script } from './scripted.ts';

/** Scores with ties at the margin, failures, diverged runs, and a bias towards one side so that verdicts happen. */
const script = fc
  .tuple(fc.constantFrom(2, 0), fc.array(fc.constantFrom(0, 1, 1.5, 2, -3, NaN, Infinity), { maxLength: 6 }))
  .chain(([common, odd]) =>
    fc.shuffledSubarray([...odd, ...Array<number>(32).fill(common)], { minLength: 32 }),
  );

/** Judges scripted scores. */
const judged = (effect: Script, sham: Script = [0], changes = {}): Promise<Evidence> =>
  judge(scripted({ effect, sham }, changes), options);

describe('laws of a verdict', () => {
  it('label flip: with the arms exchanged a supported claim is not supported', async () => {
    const { effect } = definition({ effect: [0] });
    const flipped = { ...effect, of: (arms: Parameters<typeof effect.of>[0]) => -effect.of(arms) };
    let supported = 0;
    await fc.assert(
      fc.asyncProperty(script, async (scores) => {
        if ((await judged(scores)).verdict !== 'supported') return;
        supported++;
        expect((await judged(scores, [0], { effect: flipped })).verdict).not.toBe('supported');
      }),
    );
    expect(supported).toBeGreaterThan(10);
  });

  it('negating effect, margin and rule changes nothing but the sign', async () => {
    const { effect } = definition({ effect: [0] });
    const mirrored = {
      ...effect,
      rule: 'staysBelow' as const,
      margin: -1,
      of: (arms: Parameters<typeof effect.of>[0]) => -effect.of(arms),
    };
    await fc.assert(
      fc.asyncProperty(script, script, async (scores, sham) => {
        const one = await judged(scores, sham);
        const other = await judged(scores, sham, { effect: mirrored });
        expect([other.verdict, other.seeds, other.successes]).toEqual([
          one.verdict,
          one.seeds,
          one.successes,
        ]);
        expect(other.panels[0]!.lower + one.panels[0]!.lower || 0).toBe(0);
      }),
    );
  });

  it('seeds after the decision change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(script, script, async (scores, others) => {
        const evidence = await judged(scores);
        const used = evidence.perSeed.length;
        const changed = await judged([...scores.slice(0, used), ...others.slice(used)]);
        expect(canonicalJson(changed)).toBe(canonicalJson(evidence));
      }),
    );
  });

  it('the order of seeds inside a batch changes no decision', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (scores) => {
        const batches = [0, 8, 12, 16, 24].map((from, index) =>
          scores.slice(from, [8, 12, 16, 24, 32][index]),
        );
        const reordered = await judged(batches.flatMap((batch) => [...batch].reverse()));
        expect(reordered.looks).toEqual((await judged(scores)).looks);
      }),
    );
  });

  it('without a control that fails, nothing is supported', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (scores) => {
        expect((await judged(scores, scores)).verdict).not.toBe('supported');
      }),
    );
  });

  it('a control that only numbers that are not finite refute, on more than a quarter of its seeds, supports nothing', async () => {
    const { effect } = definition({ effect: [0] });
    const number = fc.constantFrom(2, 2, 2, 0, NaN, Infinity);
    const row = fc.tuple(number, number, number);
    const seen = { supported: 0, unstable: 0, boundary: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 32, maxLength: 32 }), fc.boolean(), async (rows, rare) => {
        // Scores from 1000 on stand for rows: the control's numbers of each panel.
        const numbers = rows.map((values, seed) => (rare && seed % 4 > 1 ? [0, 2, 0] : values));
        const panel = (name: string, place: number): typeof effect => ({
          ...effect,
          name,
          of: ({ with: { score } }) => numbers[score! - 1000]?.[place] ?? score!,
        });
        const changes = { effect: panel('first', 0), also: [panel('second', 1), panel('third', 2)] };
        const sham = numbers.map((_, seed) => 1000 + seed);
        const { verdict, inconclusive, perSeed } = await judged([2], sham, changes);
        // What was not measured might have been anything: would the seed then satisfy all panels?
        const used = numbers.slice(0, perSeed.length);
        const only = used.filter(
          (values) =>
            !values.every(Number.isFinite) && values.every((value) => value === 2 || !Number.isFinite(value)),
        ).length;
        if (verdict === 'supported') seen.supported++;
        if (inconclusive === 'control-unstable') seen.unstable++;
        if (only > perSeed.length / 4) expect(verdict).not.toBe('supported');
        const primary = used.filter(([value]) => !Number.isFinite(value)).length;
        if (only + primary > perSeed.length / 4) return;
        if (only === perSeed.length / 4) seen.boundary++;
        expect(inconclusive).not.toBe('control-unstable');
      }),
      { numRuns: 500 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(3);
  });

  it('prefix rule: the seeds used are the first of the stream and every arm ran on each', async () => {
    await fc.assert(
      fc.asyncProperty(script, script, async (scores, sham) => {
        const calls: Calls = [];
        const evidence = await judge(scripted({ effect: scores, sham }, {}, calls), options);
        const used = evidence.perSeed.length;
        expect(evidence.perSeed.map(({ seed }) => seed)).toEqual(judgeSeeds.slice(0, used));
        for (const arm of ['with', 'without', 'sham']) {
          const own = calls.filter((call) => call.arm === arm);
          expect([0, ...own.map(({ to }) => to)]).toEqual([...own.map(({ from }) => from), used]);
        }
      }),
    );
  });
});

describe('families of seeds', () => {
  /** Judges a claim that stays undecided, so that all 32 seeds are used; the arms know no seed. */
  const judgedWith = (changes: object, revision = 1): Promise<Evidence> => {
    let calls = 0;
    const arm = () => async (run: { seeds: readonly string[] }) =>
      run.seeds.map(() => ({ series: { loss: [0] }, values: { score: calls++ % 2 }, steps: 1 }));
    const { effect } = definition({ effect: [0] });
    const arms = { with: arm(), without: arm(), sham: arm() };
    const of = (measured: Parameters<typeof effect.of>[0]) => 2 * measured.with.score!;
    const claim = scripted({ effect: [0] }, { arms, revision, effect: { ...effect, of } });
    return judge(claim, { ...options, ...changes });
  };
  const seedsOf = ({ perSeed }: Evidence): string[] => perSeed.map(({ seed }) => seed);

  it.each([
    ['development', { family: 'dev' }, 1],
    ['another base', { seedBase: 1 }, 1],
    ['the next revision', {}, 2],
  ])('%s shares no seed with the published ones', async (_, changes, revision) => {
    const published = seedsOf(await judgedWith({}));
    const others = seedsOf(await judgedWith(changes, revision));
    expect(published).toEqual(judgeSeeds);
    expect(new Set([...published, ...others]).size).toBe(64);
  });

  it('evidence says which family it is from', async () => {
    const evidence = await judgedWith({ family: 'dev', seedBase: 7 });
    expect(evidence).toMatchObject({ seedFamily: 'dev', seedBase: 7 });
  });
});
