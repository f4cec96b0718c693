import { describe, expect, it } from 'vitest';
import { seedsOf } from '#core';
import { judgeScore } from '../../src/vitest/judge-score.ts';
import type { ExceedOptions, Score } from '../../src/vitest/score-options.ts';

const never: Score = (_, rng) => -rng.uniform();

const judged = (score: Score, options: Partial<ExceedOptions> = {}, margin = 0) =>
  judgeScore(score, margin, { control: never, id: 'a score', ...options }, {});

/** A score that exceeds 0 with a probability. */
const succeeding =
  (probability: number): Score =>
  (_, rng) =>
    probability - rng.uniform();

/** How often each verdict comes about, of scores and controls that succeed with these probabilities. */
async function shares(trials: number, score: number, control?: number) {
  const counts = { supported: 0, refuted: 0, inconclusive: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const options =
      control === undefined
        ? { control: { none: 'rates of one hypothesis' } }
        : { control: ((_, rng) => (rng.uniform(), control - rng.uniform())) satisfies Score };
    const { decided } = await judged(succeeding(score), { ...options, id: `trial ${trial}` });
    counts[decided.verdict]++;
  }
  return counts;
}

/** The most of `trials` that a rate of at most `rate` brings about: three standard deviations above its mean. */
const most = (trials: number, rate: number): number => trials * rate + 3 * Math.sqrt(trials * rate);

describe('error rates, by simulation', () => {
  it('where half of the seeds succeed, either verdict is false and comes about in at most a hundredth', async () => {
    const trials = 1500;
    const { supported, refuted } = await shares(trials, 0.5);
    expect(supported).toBeLessThanOrEqual(most(trials, 0.01));
    expect(refuted).toBeLessThanOrEqual(most(trials, 0.01));
  });

  it('a control that succeeds as often as not is hardly ever taken for refuted', async () => {
    const trials = 1500;
    expect((await shares(trials, 1, 0.5)).supported).toBeLessThanOrEqual(most(trials, 0.01));
  });

  it('what nearly all seeds show is found, and so is what nearly none does', async () => {
    const trials = 300;
    expect((await shares(trials, 0.97, 0.03)).supported).toBeGreaterThan(0.95 * trials);
    expect((await shares(trials, 0.03)).refuted).toBeGreaterThan(0.95 * trials);
  });
});

describe('judgeScore', () => {
  it('draws the seeds of claims, look by look, and gives score and control the same', async () => {
    const asked: number[][] = [[], []];
    const result = await judged(
      (seed, rng) => {
        asked[0]!.push(seed, rng.uniform());
        return asked[0]!.length <= 4 ? -1 : 1;
      },
      {
        control: (seed, rng) => {
          asked[1]!.push(seed, rng.uniform());
          return -1;
        },
      },
    );
    expect(asked[0]).toEqual(asked[1]);
    expect(new Set(asked[0]).size).toBe(asked[0]!.length);
    // 6 of 8, 10 of 12, 14 of 16: E reaches 100 with two failures at the look at 16.
    expect(result.decided).toMatchObject({ verdict: 'supported', seeds: 16, successes: 14 });
    expect(result.decided.looks.map(({ seeds }) => seeds)).toEqual([8, 12, 16]);
    expect(result.seeds.every(({ seed }) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(
      true,
    );
  });

  it('the same id and base give the same seeds, others fresh ones', async () => {
    const drawn = async (options: Partial<ExceedOptions>) =>
      (await judged((_, rng) => 1 + rng.uniform(), options)).seeds.map(({ seed }) => seed);
    const first = await drawn({});
    expect(await drawn({})).toEqual(first);
    for (const other of [{ id: 'another' }, { seedBase: 1 }]) {
      expect((await drawn(other)).filter((seed) => first.includes(seed))).toEqual([]);
    }
    expect(seedsOf({ id: 'a score', revision: 1, family: 'judge', base: 0 }, 0, 8)).toHaveLength(
      first.length,
    );
  });

  it('the margin itself does not exceed it', async () => {
    const steps: Score = (seed) => (seed % 2 === 0 ? 1 : 1 - Number.EPSILON);
    expect((await judged(steps, {}, 1)).decided.verdict).toBe('refuted');
  });

  it('a score that is the same for every seed counts once', async () => {
    const { decided } = await judged(() => 1, { control: () => 0 });
    expect(decided).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
  });

  it('a control for which the rule holds shows that the score is not specific', async () => {
    const { decided } = await judged((_, rng) => 1 + rng.uniform(), {
      control: (_, rng) => 2 + rng.uniform(),
    });
    expect(decided).toMatchObject({ verdict: 'inconclusive', inconclusive: 'non-specific' });
  });

  it('NaN fails its seed, and more than a quarter of them test nothing', async () => {
    let calls = 0;
    const withGaps = (gaps: number): Score => {
      calls = 0;
      return (_, rng) => (calls++ < gaps ? NaN : 1 + rng.uniform());
    };
    expect((await judged(withGaps(1))).decided).toMatchObject({
      verdict: 'supported',
      successes: 11,
      seeds: 12,
    });
    expect((await judged(withGaps(32))).decided).toMatchObject({ inconclusive: 'unstable' });
    const control = await judged((_, rng) => 1 + rng.uniform(), { control: () => NaN });
    expect(control.decided).toMatchObject({ inconclusive: 'control-unstable' });
  });

  it('awaits as many scores at a time as are allowed, and keeps their order', async () => {
    let running = 0;
    let atOnce = 0;
    const { seeds } = await judged(
      async (seed) => {
        atOnce = Math.max(atOnce, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return seed + 1;
      },
      { concurrency: 3 },
    );
    expect(atOnce).toBe(3);
    expect(seeds.every(({ seed, score }) => score === seed + 1)).toBe(true);
  });

  it.each([
    [{ seeds: 7 }, 'seeds is 7'],
    [{ seeds: 9 }, 'seeds is 9'],
    [{ control: undefined as never }, 'has no control'],
    [{ control: { none: ' ' } }, 'has no control'],
    [{ concurrency: 0 }, 'concurrency is 0'],
    [{ seedBase: -1 }, 'seedBase is -1'],
    [{ inconclusive: 'maybe' as never }, 'inconclusive is "maybe"'],
    [{ id: '' }, 'no name to derive seeds from'],
  ] satisfies [Partial<ExceedOptions>, string][])('refuses %j', async (options, problem) => {
    await expect(judged(() => 1, options)).rejects.toThrow(problem);
  });

  it('refuses a margin that is no number, and what is no function', async () => {
    await expect(judged(() => 1, {}, NaN)).rejects.toThrow('the margin NaN');
    await expect(judged(3 as never)).rejects.toThrow('a number in place of a score');
  });

  it('names the seed of a score that throws or gives no number, and asks for no more', async () => {
    let asked = 0;
    const throwing: Score = () => {
      asked++;
      throw new Error('no network');
    };
    await expect(judged(throwing)).rejects.toThrow(/^the score of seed \d+ throws: no network$/);
    expect(asked).toBe(1);
    await expect(judged(() => '1' as never)).rejects.toThrow(/^the score of seed \d+ is '1'$/);
  });
});
