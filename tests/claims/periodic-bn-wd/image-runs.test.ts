import { afterEach, describe, expect, it, vi } from 'vitest';
import { sizeOf } from '#core';
import claim from '../../../claims/periodic-bn-wd/destabilizations.claim.ts';
import { convNetwork } from '../../../claims/periodic-bn-wd/conv-network.ts';
import { imageRuns, measureScaled, paperSize } from '../../../claims/periodic-bn-wd/image-runs.ts';
import { temporaryFolders } from '../../data/temporary-folder.ts';
import { writeTinyCifar } from '../../data/tiny-cifar.ts';

const newFolder = temporaryFolders();
afterEach(() => vi.unstubAllEnvs());
const run = { seeds: ['a'], engine: 'cpu', threads: 1 };

/** Every layer as wide as in the paper, few images. */
const images = { ...paperSize.images, trainSamples: 32, batchSize: 8 };

function putImages(): void {
  const folder = newFolder();
  writeTinyCifar(folder, images.trainSamples);
  vi.stubEnv('CLAIMCHECK_DATA', folder);
}

describe('imageRuns', () => {
  it.each([
    ['batch normalization and weight decay', { weightDecay: 1e-3 }],
    ['no batch normalization', { weightDecay: 1e-3, normalized: false }],
    ['a fixed norm', { weightDecay: 0, norm: 'sphere' as const }],
  ])('%s: twenty steps of the full network learn', async (_, setting) => {
    putImages();
    const [trajectory] = await imageRuns({ learningRate: 0.03, ...setting })(run, 20, images);
    const { series } = trajectory!;
    const loss = Array.from(series['loss']!);
    // Means over the four steps of an epoch.
    expect(loss).toHaveLength(5);
    expect(loss.every(Number.isFinite)).toBe(true);
    expect(loss.at(-1)).toBeLessThan(0.8 * loss[0]!);
    const norm = Array.from(series['norm']!);
    if ('norm' in setting) for (const value of norm) expect(value).toBeCloseTo(norm[0]!, 3);
    else expect(norm.at(-1)).not.toBe(norm[0]);
    expect(Array.from(series['effectiveRate']!)[0]).toBeCloseTo(0.03 / norm[0]! ** 2, 8);
  });

  it('says which command fetches images that are missing', async () => {
    vi.stubEnv('CLAIMCHECK_DATA', newFolder());
    const { paper } = claim.tiers;
    const arm = claim.arms['bnWd']!;
    await expect(arm(run, paper!)).rejects.toMatchObject({
      hint: expect.stringContaining('claimcheck data fetch cifar-10') as string,
    });
  });
});

describe('convNetwork', () => {
  it('has the filters of the paper and a head of norm 10 that stays as it is', () => {
    const { specs, frozen, scaleInvariant } = convNetwork(paperSize.images);
    const filters = scaleInvariant.map((name) => specs[name]!.shape.join('x'));
    expect(filters).toEqual(['3x3x3x32', '3x3x32x64', '3x3x64x128', '3x3x128x256']);
    expect(specs['head/weight']!.shape).toEqual([256, 10]);
    expect([...scaleInvariant, ...frozen].toSorted()).toEqual(Object.keys(specs).toSorted());
    expect(Object.values(specs).reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(390_506);
  });
});

describe('measureScaled', () => {
  it('counts rises of loss and norm together on images, and those to the loss of guessing in full batches', () => {
    // Up by 2 decades to a loss far below ln(10) / 2, and down again; the norm rises at the second of three.
    const loss = [1.5, 0.002, 0.002, 0.2, 0.002, 0.002, 0.2, 0.002, 0.2, 0.002];
    const norm = [4, 3, 2.9, 2.8, 2.7, 2.6, 5, 4, 3.9, 3.8];
    const trajectory = { series: { loss, norm }, values: {}, steps: 10 };
    expect(measureScaled(trajectory, { steps: 10, images })).toMatchObject({ events: 1, firstOnset: 6 });
    expect(measureScaled(trajectory, { steps: 10 })).toMatchObject({ events: 0 });
  });
});
