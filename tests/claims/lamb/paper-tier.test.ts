import { describe, expect, it } from 'vitest';
import { sizeOf } from '#core';
import { imagesOf } from '../../../claims/lamb/images.ts';
import { photographs } from '../../../claims/lamb/image-models.ts';
import { large, longSequences } from '../../../claims/lamb/models.ts';
import type { OptimizerName } from '../../../claims/lamb/optimizers.ts';
import { functionsOf, lookupsOf } from '../../../claims/lamb/setting.ts';
import { temporaryFolders } from '../../data/temporary-folder.ts';
import { writeTinyCifar } from '../../data/tiny-cifar.ts';

const newFolder = temporaryFolders();
const run = { seeds: ['a'], engine: 'auto', threads: 1 };
const optimizers: OptimizerName[] = ['lamb'];

describe('longSequences', () => {
  it('has one mask in every stretch of eight, whose token is what stands before it, permuted', () => {
    const { tokens, place, target, bayes } = longSequences('a', 50, 'train', 16);
    expect(tokens!.shape).toEqual([50, 64]);
    expect([place!.shape, target!.shape, bayes!.shape]).toEqual(Array(3).fill([50, 8]));
    const after = new Map<number, number[]>();
    place!.values.forEach((at, mask) => {
      expect(Math.floor(at / 8)).toBe(mask % 8);
      expect(at % 8).toBeGreaterThan(0);
      const from = 64 * Math.floor(mask / 8) + at;
      expect(tokens!.values[from]).toBe(16);
      const before = tokens!.values[from - 1]!;
      after.set(before, [...(after.get(before) ?? []), target!.values[mask]!]);
    });
    expect(Array.from(tokens!.values).filter((token) => token === 16)).toHaveLength(50 * 8);
    // The most frequent token is followed by one and the same nine times in ten.
    const follow = after.get(0)!;
    const most = Math.max(...follow.map((token) => follow.filter((other) => other === token).length));
    expect(most / follow.length).toBeGreaterThan(0.8);
  });
});

describe('the models of the paper tier', () => {
  it('the transformer has 3.7 million weights', () => {
    const total = Object.values(large.specs).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    expect(total).toBe(1025 * 256 + 64 * 256 + 4 * (12 * 256 ** 2 + 9 * 256) + 512 + 257 * 1024);
  });

  it.each(optimizers)(
    '%s: 20 steps of the transformer, two sequences each in place of 64',
    async (optimizer) => {
      const functions = functionsOf({ ...large, smallBatch: 2, test: { sequences: 4, batch: 2 } });
      const setting = { optimizer, times: 1, learningRate: 0.002 };
      const [trajectory] = await lookupsOf(functions, setting)(run, { sequences: 40, paperEpochs: 2 });
      const loss = Array.from(trajectory!.series['loss']!);
      expect(loss).toHaveLength(20);
      expect(loss.every(Number.isFinite)).toBe(true);
      expect(new Set(loss).size).toBe(20);
      // Better than knowing nothing of 1024 tokens.
      expect(trajectory!.values['excess']).toBeLessThan(Math.log(1024));
    },
  );

  it.each(optimizers)('%s: 20 steps of ResNet-18, two images each in place of 8192', async (optimizer) => {
    const folder = newFolder();
    writeTinyCifar(folder, 20);
    const model = {
      ...photographs({ train: 20, test: 8 }, folder),
      batch: { train: 2, test: 4 },
      epochs: 2,
    };
    const [trajectory] = await imagesOf(model, { optimizer, learningRate: 0.02 })(run);
    const loss = Array.from(trajectory!.series['loss']!);
    expect(loss).toHaveLength(20);
    expect(loss.every(Number.isFinite)).toBe(true);
    expect(Math.min(...loss.slice(10))).toBeLessThan(loss[0]!);
    expect(trajectory!.values['error']).toBeLessThanOrEqual(100);
  });
});
