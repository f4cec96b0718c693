import { describe, expect, it } from 'vitest';
import '#vitest';
import type { Score } from 'claimcheck/vitest';

const above: Score = (_, rng) => 0.2 + rng.uniform();
const below: Score = (_, rng) => -rng.uniform();
const either: Score = (_, rng) => rng.uniform() - 0.5;

/** The message of an expectation that fails. */
async function messageOf(expectation: () => unknown): Promise<string> {
  try {
    await expectation();
  } catch (error) {
    return (error as Error).message;
  }
  return 'it passed';
}

describe('toExceed', () => {
  it('passes where most seeds exceed the margin and the control does not, and notes the verdict', async ({
    task,
  }) => {
    await expect(above).toExceed(0.1, { control: below });
    expect(task.annotations).toMatchObject([
      {
        type: 'notice',
        message: expect.stringMatching(
          /^supported: 8 of 8 seeds exceed 0.1; 1 control refuted \[8\/8 · E=110, E-=.* · \+.* \(>= \+.*\)\]$/,
        ) as string,
      },
    ]);
  });

  it('an async score, of differences, in another unit', async () => {
    const difference: Score = async (seed, rng) => (await above(seed, rng)) - (await below(seed, rng));
    await expect(difference).toExceed(0.1, { control: below, unit: 'nats', name: 'lead', concurrency: 4 });
  });

  it('fails where it is refuted, and says all that the verdict rests on', async () => {
    const message = await messageOf(() =>
      expect(below).toExceed(0.1, { control: below, name: 'accuracy', unit: 'points', id: 'fixed' }),
    );
    expect(message).toMatch(
      new RegExp(
        [
          '^expected the accuracy to exceed 0.1 points on most seeds, and the control not to',
          'refuted: 0 of 8 seeds exceed 0.1 points; an effect of this size is not what most seeds show',
          '',
          'accuracy: 0/8 · E=2.56e-6, E-=110 · -0\\.\\d+ \\(>= -0\\.\\d+\\) points, the interquartile mean and the 99 % bound of the median',
          'control: 0/8 · E=2.56e-6, E-=110 · refuted',
          '8 seeds of "fixed", base 0, as seed: accuracy \\(control\\)',
          '  \\d+: -0\\.\\d+ \\(-0\\.\\d+\\)\n',
        ].join('\n'),
      ),
    );
  });

  it('fails where a control satisfies the rule, whatever is said of inconclusive ones', async () => {
    for (const inconclusive of ['pass', 'fail'] as const) {
      const message = await messageOf(() => expect(above).toExceed(0.1, { control: above, inconclusive }));
      expect(message).toContain('the same rule holds for the control "control" (8 of 8 seeds)');
    }
  });

  it('what is not decided passes with a warning, and fails where that is asked', async ({ task }) => {
    await expect(either).toExceed(0, { control: below });
    expect(task.annotations).toMatchObject([
      { type: 'warning', message: expect.stringContaining('inconclusive: ') as string },
    ]);
    const failing = () => expect(either).toExceed(0, { control: below, inconclusive: 'fail' });
    expect(await messageOf(failing)).toContain(
      'evidence reached the threshold on neither side within 32 seeds',
    );
  });

  it.each<[string, Score, Score, string]>([
    ['a score that is never a number', () => NaN, below, 'no finite'],
    ['one that is infinite', () => Infinity, below, 'no finite'],
    [
      'a score that is no number too often',
      (seed, rng) => (rng.uniform() < 0.6 ? NaN : above(seed, rng)),
      below,
      'no finite',
    ],
    ['a control that is never a number', above, () => NaN, 'control'],
    ['one score for every seed', () => 1, () => 0, 'every seed gave the same numbers'],
  ])('fails whatever is said of inconclusive ones, as verify does: %s', async (_, score, control, reason) => {
    for (const inconclusive of ['pass', 'fail'] as const) {
      expect(await messageOf(() => expect(score).toExceed(0.1, { control, inconclusive }))).toContain(reason);
    }
  });

  it('a control may be left out for a reason only', async () => {
    await expect(above).toExceed(0.1, { control: { none: 'the score is compared with a published number' } });
    const without = () => expect(above).toExceed(0.1, {} as never);
    expect(await messageOf(without)).toMatch(/^toExceed has no control\n {2}give control: /);
  });

  it('refuses what makes no sense', async () => {
    const options = { control: below };
    expect(await messageOf(() => expect(above).not.toExceed(0.1, options))).toContain(
      '.not.toExceed would pass',
    );
    const resolved = () => expect(Promise.resolve(above)).resolves.toExceed(0.1, options);
    expect(await messageOf(resolved)).toContain('.resolves does not go with toExceed');
    expect(await messageOf(() => expect(above).toEqual(expect.toExceed(0.1, options)))).toContain(
      'expect.toExceed cannot stand within another expectation',
    );
  });
});
