import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EmpiricalClaim } from '#claim';
import highDim from '../../claims/frequency-principle/high-dim.claim.ts';
import larsImages from '../../claims/lamb/lars-images.claim.ts';
import training from '../../claims/relu-reduced-space/training.claim.ts';
import batchnorm from '../../claims/trajectory-regularity/batchnorm-convolutional.claim.ts';
import skip from '../../claims/trajectory-regularity/skip-convolutional.claim.ts';
import { temporaryFolders } from '../data/temporary-folder.ts';

const newFolder = temporaryFolders();
afterEach(() => vi.unstubAllEnvs());

const run = { seeds: ['a'], engine: 'auto', threads: 1 };

describe('a paper tier whose data are not there', () => {
  it.each<[EmpiricalClaim, string, string]>([
    [highDim, 'images', 'mnist'],
    [larsImages, 'imagesLamb', 'cifar-10'],
    [training, 'free', 'mnist'],
    [batchnorm, 'cnn', 'cifar-10'],
    [skip, 'resnet', 'cifar-10'],
  ])('%# says which command fetches them', async (claim, arm, dataset) => {
    vi.stubEnv('CLAIMCHECK_DATA', newFolder());
    const train = async () => claim.arms[arm]!(run, claim.tiers.paper!);
    await expect(train()).rejects.toMatchObject({
      hint: expect.stringContaining(`claimcheck data fetch ${dataset}`) as string,
    });
  });
});
