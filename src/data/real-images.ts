import { join } from 'node:path';
import { type NdArray, ndarray, UserError } from '#core';
import type { Dataset } from './catalogue.ts';
import type { LabelledData, Split } from './labelled-data.ts';
import { loadDataset } from './load-dataset.ts';
import { dataFolder, requireDataset } from './locate.ts';
import { readCifar10 } from './read-cifar10.ts';

export interface RealImagesOptions {
  /** The first images of the split `train`, in the order of its files. Default: all. */
  readonly trainSamples?: number | undefined;
  /** The same of the split `test`. Default: all. */
  readonly testSamples?: number | undefined;
  /** Default: that of `loadDataset`. */
  readonly folder?: string | undefined;
}

/** Images of a real data set; without a replica axis, because all replicas share them. */
export type RealImages = Readonly<Record<'x' | 'y' | 'testX' | 'testY', NdArray>>;

/**
 * The first images of both splits, each channel of mean 0 and deviation 1 over the training images that are taken:
 * x [train, H, W, C], y [train], testX [test, H, W, C], testY [test].
 * @throws UserError when files are missing or damaged, or hold fewer images than asked for
 */
export function realImages(dataset: Dataset | string, options: RealImagesOptions = {}): RealImages {
  const { trainSamples, testSamples, folder = dataFolder() } = options;
  const train = firstOf(dataset, 'train', folder, trainSamples);
  const test = firstOf(dataset, 'test', folder, testSamples);
  const channels = channelsOf(train.x);
  return {
    ...{ x: standardized(train.x, channels), y: train.y },
    ...{ testX: standardized(test.x, channels), testY: test.y },
  };
}

function firstOf(dataset: Dataset | string, split: Split, folder: string, samples?: number): LabelledData {
  const data =
    samples === undefined ? loadDataset(dataset, split, folder) : enough(dataset, split, folder, samples);
  const count = data.y.values.length;
  if (samples === undefined || samples === count) return data;
  if (!Number.isSafeInteger(samples) || samples < 1 || samples > count) {
    throw new UserError(
      `${split}Samples is ${samples}, but the split "${split}" has ${count} images`,
      `ask for a whole number from 1 to ${count}`,
    );
  }
  return { x: first(data.x, samples), y: first(data.y, samples) };
}

/** At least as many images as asked for where there are: only the files that are needed are read. */
function enough(dataset: Dataset | string, split: Split, folder: string, samples: number): LabelledData {
  const files = requireDataset(dataset, folder).dataset.splits[split];
  if (files?.format !== 'cifar-10') return loadDataset(dataset, split, folder);
  const [batch] = files.batches;
  const data = readCifar10(join(folder, batch!));
  return samples <= data.y.values.length ? data : loadDataset(dataset, split, folder);
}

function first({ values, shape, dtype }: NdArray, count: number): NdArray {
  const each = values.length / shape[0]!;
  return ndarray(values.subarray(0, count * each), [count, ...shape.slice(1)], dtype);
}

interface Channel {
  readonly mean: number;
  readonly deviation: number;
}

function channelsOf({ values, shape }: NdArray): Channel[] {
  const channels = shape.at(-1)!;
  return Array.from({ length: channels }, (_, channel) => {
    let sum = 0;
    let squares = 0;
    for (let at = channel; at < values.length; at += channels) {
      sum += values[at]!;
      squares += values[at]! ** 2;
    }
    const count = values.length / channels;
    const mean = sum / count;
    return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean ** 2)) };
  });
}

/** A channel that does not vary stays at 0. */
function standardized({ values, shape }: NdArray, channels: readonly Channel[]): NdArray {
  const scaled = new Float32Array(values.length);
  channels.forEach(({ mean, deviation }, channel) => {
    if (deviation === 0) return;
    for (let at = channel; at < values.length; at += channels.length) {
      scaled[at] = (values[at]! - mean) / deviation;
    }
  });
  return ndarray(scaled, shape);
}
