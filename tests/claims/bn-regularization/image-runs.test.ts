import { afterEach, describe, expect, it, vi } from 'vitest';
import claim from '../../../claims/bn-regularization/network-batch.claim.ts';
import { imageRuns } from '../../../claims/bn-regularization/image-runs.ts';
import { temporaryFolders } from '../../data/temporary-folder.ts';
import { writeTinyCifar } from '../../data/tiny-cifar.ts';

const newFolder = temporaryFolders();
afterEach(() => vi.unstubAllEnvs());

const run = { seeds: ['a'], engine: 'cpu', threads: 1 };

function trained(statisticsOver: number | 'population', steps: number) {
  const folder = newFolder();
  writeTinyCifar(folder, 16);
  vi.stubEnv('CLAIMCHECK_DATA', folder);
  // Minibatches of 4 images in place of 256, and of 6 in place of 2048 for the population.
  const images = { batchSize: 4, population: 6 };
  return imageRuns({ statisticsOver })(run, { samples: 16, testSamples: 8, steps, images, seeds: 1 });
}

describe('imageRuns', () => {
  // Every layer of ResNet-18 at full width.
  it.each([
    [2, 20],
    ['population', 4],
  ] as const)('statistics over %s: %i steps of ResNet-18', async (over, steps) => {
    const [trajectory] = await trained(over, steps);
    const loss = Array.from(trajectory!.series['loss']!);
    expect(loss).toHaveLength(steps / 4);
    expect(loss.every(Number.isFinite)).toBe(true);
    const { trainLoss, testLoss, testAccuracy, squaredGamma } = trajectory!.values;
    expect([trainLoss, testLoss].every(Number.isFinite)).toBe(true);
    expect(testAccuracy! * 8).toBeCloseTo(Math.round(testAccuracy! * 8), 5);
    // Gammas start at 1 and have moved, a little.
    expect(squaredGamma).not.toBe(1);
    expect(Math.abs(squaredGamma! - 1)).toBeLessThan(0.2);
  });

  it('says which command fetches images that are missing', async () => {
    vi.stubEnv('CLAIMCHECK_DATA', newFolder());
    await expect(claim.arms['population']!(run, claim.tiers.paper!)).rejects.toMatchObject({
      hint: expect.stringContaining('claimcheck data fetch cifar-10') as string,
    });
  });
});
