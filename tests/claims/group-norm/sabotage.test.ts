import { describe, expect, it } from 'vitest';
import { fitted } from '../../../claims/group-norm/fitted.ts';
import groups from '../../../claims/group-norm/groups.claim.ts';
import { images } from '../../../claims/group-norm/images.ts';
import { fittedTiers, imageRuns, measure } from '../../../claims/group-norm/setting.ts';
import stable from '../../../claims/group-norm/stable.claim.ts';
import transfer from '../../../claims/group-norm/transfer.claim.ts';
import vsOthers from '../../../claims/group-norm/vs-others.claim.ts';
import { judgedOn } from '../judged-on.ts';

const run = { seeds: ['a', 'b'], engine: 'auto', threads: 1 };

describe('fitted', () => {
  const { of, margin } = fitted('instance');

  it.each([
    [0, 'is not on the plateau that a last gamma of 0 begins with', false],
    [1, 'is where it starts at 1', true],
  ] as const)('last gamma %d: %s', async (lastGamma, _, holds) => {
    const train = imageRuns({ norm: { by: 'instance' }, batchSize: 32 });
    const trained = await train(run, { ...fittedTiers.smoke, testSamples: 100, lastGamma });
    const losses = trained.map((own) => of({ instance: measure(own) }));
    expect(losses.map((loss) => loss < margin)).toEqual([holds, holds]);
  });
});

it('every seed has textures of its own', () => {
  const { data } = images(run.seeds, {
    ...fittedTiers.smoke,
    trainSamples: 10,
    testSamples: 10,
    noiseStd: 0,
  });
  const { values } = data['x']!;
  const half = values.length / 2;
  /** Pixels of one image by size, in units of the largest: a texture wherever it is, whatever its contrast. */
  const texture = (from: number) => {
    const own = Array.from(values.slice(from, from + 16 * 16 * 3), Math.abs).sort((x, y) => y - x);
    return own.slice(0, 20).map((value) => value / own[0]!);
  };
  expect(texture(0)).not.toEqual(texture(half).map((value) => expect.closeTo(value, 4) as number));
});

/** Errors of the arms, all with one training loss. */
const ended = (numbers: Readonly<Record<string, number>>, loss = 0.01) =>
  Object.fromEntries(
    Object.entries(numbers).map(([arm, testError]) => [arm, { series: { loss, testError } }]),
  );

describe('what no panel saw', () => {
  const fitting = { batch: 7, group: 6, layer: 3, instance: 40, groupSlow: 40, perEight: 3 };

  it('vs-others: on the plateau there is no verdict, and half the way to instance normalization is not close', async () => {
    expect(await judgedOn(vsOthers, ended(fitting))).toMatchObject({ verdict: 'supported' });
    expect(await judgedOn(vsOthers, ended(fitting, 2))).toMatchObject({ inconclusive: 'untested' });
    expect(await judgedOn(vsOthers, ended({ ...fitting, group: 20 }))).toMatchObject({ verdict: 'refuted' });
  });

  it('groups: a perfect layer normalization does not stand in for groups of two', async () => {
    const numbers = { instance: 40, perTwo: 40, perEight: 3, layer: 0 };
    expect(await judgedOn(groups, ended(numbers))).toMatchObject({ verdict: 'refuted' });
  });

  it('stable: an error that grows at minibatches of 2 refutes it', async () => {
    const numbers = { batch32: 28, over16: 27, over2: 43, group32: 40, group2Fast: 80 };
    expect(await judgedOn(stable, ended({ ...numbers, group2: 25 }))).toMatchObject({ verdict: 'supported' });
    expect(await judgedOn(stable, ended({ ...numbers, group2: 43 }))).toMatchObject({ verdict: 'refuted' });
  });

  it('transfer: is not supported where live statistics over 8 samples lose as much', async () => {
    const numbers = { group: 6, batchLive: 17, batchFrozen: 8, groupFromScratch: 45 };
    expect(await judgedOn(transfer, ended({ ...numbers, batchLive8: 10 }))).toMatchObject({
      verdict: 'supported',
    });
    expect(await judgedOn(transfer, ended({ ...numbers, batchLive8: 17 }))).toMatchObject({
      inconclusive: 'non-specific',
    });
  });
});
