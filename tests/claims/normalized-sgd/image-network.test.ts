import { afterEach, describe, expect, it, vi } from 'vitest';
import claim from '../../../claims/normalized-sgd/equilibrium-networks.claim.ts';
import { imageRuns } from '../../../claims/normalized-sgd/image-network.ts';
import { settings } from '../../../claims/normalized-sgd/network-settings.ts';
import { temporaryFolders } from '../../data/temporary-folder.ts';
import { writeTinyCifar } from '../../data/tiny-cifar.ts';

const newFolder = temporaryFolders();
afterEach(() => vi.unstubAllEnvs());

const run = { seeds: ['a'], engine: 'cpu', threads: 1 };

describe('imageRuns', () => {
  // Every layer of ResNet-18 at full width; minibatches of 4 images in place of 128.
  it.each(['momentum', 'noBatchNorm'] as const)(
    '%s: twenty steps of ResNet-18 turn every layer',
    async (arm) => {
      const folder = newFolder();
      writeTinyCifar(folder, 16);
      vi.stubEnv('CLAIMCHECK_DATA', folder);
      const size = { steps: 20, every: 1 };
      const [trained] = await imageRuns(settings[arm].large)(run, size, { trainSamples: 16, batchSize: 4 });
      const { loss, ...angles } = trained!.series;
      expect(loss).toHaveLength(20);
      expect(Array.from(loss!).every(Number.isFinite)).toBe(true);
      expect(Object.keys(angles)).toHaveLength(20);
      for (const [layer, series] of Object.entries(angles)) {
        for (const angle of Array.from(series)) {
          expect(angle, layer).toBeGreaterThan(0);
          expect(angle, layer).toBeLessThan(Math.PI);
        }
      }
      expect(new Set(Array.from(loss!)).size).toBe(20);
    },
  );
});

describe('equilibrium-networks', () => {
  const at = (images: 0 | 1) => {
    const measured = (arm: keyof typeof settings) => {
      const { learningRate, weightDecay, momentum = 0 } = settings[arm][images ? 'large' : 'small'];
      const angle = Math.sqrt((2 * learningRate * weightDecay) / (1 + momentum));
      return { least: angle, most: 1.02 * angle, images };
    };
    return Object.fromEntries(
      Object.keys(settings).map((arm) => [arm, measured(arm as keyof typeof settings)]),
    );
  };

  it.each([0, 1] as const)('holds angles against the settings of their own scale, images %s', (images) => {
    expect(claim.effect.of(at(images))).toBeCloseTo(0.02, 10);
    const { small, momentum, ...others } = at(images);
    expect(claim.effect.of({ ...others, momentum: momentum!, small: momentum! })).toBeGreaterThan(0.2);
    expect(claim.effect.of({ ...others, small: small!, momentum: small! })).toBeCloseTo(0.02, 10);
  });
});
