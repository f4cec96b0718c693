import { afterEach, describe, expect, it, vi } from 'vitest';
import claim from '../../../claims/group-norm/bn-small-batch.claim.ts';
import { images } from '../../../claims/group-norm/images.ts';
import { modelOf } from '../../../claims/group-norm/models.ts';
import { paperRecipe, scheduleOf, smallRecipe } from '../../../claims/group-norm/recipe.ts';
import { hardTiers as tiers, imageRuns, paperTier } from '../../../claims/group-norm/setting.ts';
import { sizeOf } from '#core';
import { temporaryFolders } from '../../data/temporary-folder.ts';
import { writeTinyCifar } from '../../data/tiny-cifar.ts';

const newFolder = temporaryFolders();
afterEach(() => vi.unstubAllEnvs());

const run = { seeds: ['a', 'b'], engine: 'cpu', threads: 1 };

function putImages(count: number): void {
  const folder = newFolder();
  writeTinyCifar(folder, count);
  vi.stubEnv('CLAIMCHECK_DATA', folder);
}

describe('images', () => {
  it('of CIFAR-10 are the same for all seeds, textures each seed its own', () => {
    putImages(30);
    const size = { ...tiers.smoke, trainSamples: 20, testSamples: 10 };
    const real = images(run.seeds, { ...size, images: 'cifar-10' });
    expect(real.data['x']!.shape).toEqual([20, 32, 32, 3]);
    expect(real.testData['y']!.shape).toEqual([10]);
    const drawn = images(run.seeds, size);
    expect(drawn.data['x']!.shape).toEqual([2, 20, 16, 16, 3]);
  });

  it('that are missing: names the command that fetches them', async () => {
    vi.stubEnv('CLAIMCHECK_DATA', newFolder());
    await expect(claim.arms['group2']!(run, claim.tiers.paper!)).rejects.toMatchObject({
      hint: expect.stringContaining('claimcheck data fetch cifar-10') as string,
    });
  });
});

describe('imageRuns', () => {
  it('the small network learns real images', async () => {
    putImages(200);
    const few = { images: 'cifar-10' as const, trainSamples: 200, testSamples: 100, epochs: 3 };
    const trained = await imageRuns({ norm: { by: 'group' }, batchSize: 8 })(run, { ...tiers.smoke, ...few });
    const [first, second] = trained.map(({ series }) => Array.from(series['testError']!));
    expect(first).toHaveLength(3);
    // Guessing among ten classes is wrong in 90 %.
    expect(Math.min(...first!, ...second!)).toBeLessThan(70);
    expect(first).not.toEqual(second);
  });

  // Every layer of ResNet-18 at full width; two workers of two images in place of eight of up to 32.
  it.each([
    ['batch', 20],
    ['group', 4],
  ] as const)('%s: %i steps of ResNet-18 as the paper tier takes them', async (by, steps) => {
    putImages(4 * steps);
    const size = {
      ...paperTier,
      recipe: { ...paperRecipe, workers: 2 },
      ...{ trainSamples: 4 * steps, testSamples: 100, epochs: 1 },
    };
    const [trained] = await imageRuns({ norm: { by }, batchSize: 2 })({ ...run, seeds: ['a'] }, size);
    const loss = Array.from(trained!.series['loss']!);
    expect(trained!.steps).toBe(steps);
    expect(loss.every(Number.isFinite)).toBe(true);
    expect(new Set(loss).size).toBe(loss.length);
    expect(trained!.series['testError']).toHaveLength(1);
  });
});

describe('modelOf', () => {
  it('has ResNet-18 for the paper tier, with at most 32 groups of at least 4 channels', () => {
    const { specs, groupsOf } = modelOf(paperTier);
    expect(Object.values(specs).reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(11_173_962);
    expect([64, 128, 256, 512].map(groupsOf)).toEqual([16, 32, 32, 32]);
    expect([16, 32, 64].map(modelOf(tiers.smoke).groupsOf)).toEqual([8, 8, 8]);
  });
});

describe('scheduleOf', () => {
  it('follows the samples of a worker and falls tenfold at the milestones', () => {
    const schedule = scheduleOf(paperRecipe, 2, 100);
    expect([0, 29, 30, 60, 90].map(schedule)).toEqual(
      [1, 1, 0.1, 0.01, 0.001].map((factor) => expect.closeTo(0.00625 * factor, 12) as number),
    );
    expect(scheduleOf(smallRecipe, 32, 100)(64)).toBe(0.05);
    expect(scheduleOf(smallRecipe, 32, 100)(65)).toBeCloseTo(0.005, 12);
  });
});
