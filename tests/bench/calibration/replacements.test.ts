import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { trainingSabotages } from '../../../bench/calibration/training/training-sabotages.ts';
import { affineNorm } from '../../../bench/calibration/training/replacements/no-normalization-affine-norm.ts';
import { normalize } from '../../../bench/calibration/training/replacements/no-normalization-normalize.ts';
import * as noDecay from '../../../bench/calibration/training/replacements/no-decay-optimizer-options.ts';
import * as noLayerDecay from '../../../bench/calibration/training/replacements/no-decay-layerwise.ts';
import { sgd } from '../../../bench/calibration/training/replacements/no-momentum-sgd.ts';
import { movedByLayer } from '../../../bench/calibration/training/replacements/rate-zero-layerwise.ts';
import { moved } from '../../../bench/calibration/training/replacements/rate-zero-optimizer-options.ts';
import { gaussianClusters } from '../../../bench/calibration/training/replacements/shuffled-labels-data.ts';
import * as own from '#data';
import { seedsOf } from '#core';
import '#ops';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const training = `${root}/bench/calibration/training`;

interface Hook {
  readonly initialize: (modules: Readonly<Record<string, string>>) => void;
  readonly resolve: (
    specifier: string,
    context: { readonly parentURL: string },
    next: (specifier: string) => Promise<{ readonly url: string }>,
  ) => Promise<{ readonly url: string }>;
}

const hook: string = '../../../bench/calibration/training/sabotage-hook.mjs';
const { initialize, resolve } = (await import(hook)) as Hook;

describe('the hook', () => {
  const sources = new URL('../../../src/', import.meta.url).href;
  const next = async (specifier: string) => ({ url: specifier });

  it('leads whoever imports a replaced module to what stands in for it, and that one to the module', async () => {
    initialize(trainingSabotages['no momentum']);
    const from = (parentURL: string) => resolve(`${sources}nn/sgd.ts?key`, { parentURL }, next);
    const standIn = new URL(
      '../../../bench/calibration/training/replacements/no-momentum-sgd.ts',
      import.meta.url,
    );
    expect((await from(`${sources}nn/index.ts`)).url).toBe(standIn.href);
    expect((await from(standIn.href)).url).toBe(`${sources}nn/sgd.ts?key`);
    const other = await resolve(`${sources}nn/adam.ts`, { parentURL: `${sources}nn/index.ts` }, next);
    expect(other.url).toBe(`${sources}nn/adam.ts`);
  });

  it('names modules and replacements that there are', () => {
    const pairs = Object.values(trainingSabotages).flatMap((modules) => Object.entries<string>(modules));
    for (const [module, standIn] of pairs) {
      expect(existsSync(`${root}/src/${module}`)).toBe(true);
      expect(existsSync(`${training}/replacements/${standIn}`)).toBe(true);
    }
  });
});

describe('a replacement', () => {
  const one = (value: number): tf.Tensor => tf.tensor([[value]]);
  const valueOf = (tensor: tf.Tensor): number => tensor.dataSync()[0]!;
  const options = { learningRate: 0.5, weightDecay: 0.25 };

  it('leaves parameters where they are', () => {
    expect(valueOf(moved('w', one(3), one(2), options))).toBe(3);
    expect(valueOf(movedByLayer('w', one(3), one(2), options))).toBe(3);
  });

  it('lets nothing decay', () => {
    expect(valueOf(noDecay.decayedGradient('w', one(3), one(2), options))).toBe(2);
    expect(valueOf(noDecay.moved('w', one(3), one(2), { ...options, decoupled: true }))).toBe(2);
    expect(valueOf(noLayerDecay.withDecay('w', one(3), one(2), options))).toBe(2);
  });

  it('takes plain steps', () => {
    const velocity = { 'velocity/w': one(7) };
    const next = sgd({ w: one(3) }, { w: one(2) }, velocity, { learningRate: 0.5, momentum: 0.9 });
    expect(valueOf(next.params['w']!)).toBe(2);
    expect(valueOf(next.slots['velocity/w']!)).toBe(7);
  });

  it('only scales and shifts', () => {
    const x = tf.tensor([1, 2, 5], [1, 3, 1]);
    const gamma = tf.tensor([2], [1, 1, 1]);
    expect([...affineNorm(x, { axes: [1], epsilon: 0, gamma }).dataSync()]).toEqual([2, 4, 10]);
    expect([...normalize(x, [1], 0).dataSync()]).toEqual([1, 2, 5]);
  });

  it('keeps inputs and counts of labels, and loses what they belong to', () => {
    const [seed] = seedsOf({ id: 'toy/labels', revision: 1, family: 'dev', base: 0 }, 0, 1);
    const options = { samples: 60, classes: 3, clustersPerClass: 1, dimensions: 2 };
    const drawn = own.gaussianClusters(seed!, options);
    const shuffled = gaussianClusters(seed!, options);
    expect(shuffled.x).toEqual(drawn.x);
    expect(shuffled.y.values).not.toEqual(drawn.y.values);
    expect(shuffled.y.values.toSorted()).toEqual(drawn.y.values.toSorted());
  });
});
