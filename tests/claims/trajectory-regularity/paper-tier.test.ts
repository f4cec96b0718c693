import { describe, expect, it } from 'vitest';
import { sizeOf } from '#core';
import { measure } from '../../../claims/trajectory-regularity/measures.ts';
import { parameterSpecs } from '../../../claims/trajectory-regularity/networks.ts';
import { type Setting, trainingsOf } from '../../../claims/trajectory-regularity/setting.ts';
import { photographs, tasks } from '../../../claims/trajectory-regularity/tasks.ts';
import { temporaryFolders } from '../../data/temporary-folder.ts';
import { writeTinyCifar } from '../../data/tiny-cifar.ts';

const newFolder = temporaryFolders();
const run = { seeds: ['a'], engine: 'auto', threads: 1 };
const steps = 20;

/** The layers of the paper tier with its learning rates; two images a step in place of 128, and 16 in place of 50,000. */
async function trained(setting: Setting, taken: number) {
  const folder = newFolder();
  writeTinyCifar(folder, 16);
  const task = photographs(16, 2, folder);
  const [trajectory] = await trainingsOf({ learningRate: 0.05, ...setting }, task)(run, taken);
  return trajectory!;
}

function parametersOf(setting: Setting): number {
  const specs = Object.values(parameterSpecs(setting.network!, setting));
  return specs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

describe('the networks of the paper tier', () => {
  it('have the sizes of their names', () => {
    const vgg = parametersOf({ network: 'vgg16', after: 'batchNorm' });
    // 14,714,688 of the convolutions, 4224 channels with gamma and beta, 5130 of the last layer.
    expect(vgg).toBe(14_714_688 + 2 * 4224 + 5130);
    expect(parametersOf({ network: 'resnet18', after: 'batchNorm', skip: true })).toBe(11_173_962);
    const shortcuts = 64 * 128 + 128 * 256 + 256 * 512 + 2 * (128 + 256 + 512);
    expect(parametersOf({ network: 'resnet18', after: 'batchNorm' })).toBe(11_173_962 - shortcuts);
  });

  it.each<[Setting, number]>([
    [{ network: 'vgg16', after: 'batchNorm' }, steps],
    [{ network: 'vgg16' }, 3],
    [{ network: 'resnet18', after: 'batchNorm', skip: true }, steps],
    [{ network: 'resnet18', after: 'batchNorm' }, 3],
  ])('%o: %i steps on images of 32x32', async (setting, taken) => {
    const trajectory = await trained(setting, taken);
    const { loss, move } = trajectory.series as Record<'loss' | 'move', Float32Array>;
    expect(loss.every(Number.isFinite)).toBe(true);
    expect(new Set(loss).size).toBe(taken);
    expect(move.every((length) => length > 0)).toBe(true);
    expect(Object.values(measure(trajectory)).every(Number.isFinite)).toBe(true);
  });

  it.each([false, true])('deep U-Net, skip %s: 20 steps on scenes of 64x64', async (skip) => {
    const task = { ...tasks.deepUnet, batchSize: 2 };
    const [trajectory] = await trainingsOf({ network: 'deepUnet', skip }, task)(run, steps);
    const { loss, move } = trajectory!.series as Record<'loss' | 'move', Float32Array>;
    expect(loss.every(Number.isFinite)).toBe(true);
    expect(new Set(loss).size).toBe(steps);
    expect(move.every((length) => length > 0)).toBe(true);
  });
});
