import {
  arm,
  type ArmRunner,
  createRng,
  type NdArray,
  ndarray,
  type Seed,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import { loadFirst, mnistImages, textures } from 'claimcheck/data';
import { firstPassages, median } from 'claimcheck/measure';
import { centredOneHot, filterRuns, type FilterRuns, type Samples, usualNetwork } from './filtering.ts';
import { fullBatch } from './network.ts';

export interface Size extends TierSize {
  /** `textures`: procedural images of 10 classes. `mnist`: digits, which must have been downloaded. */
  readonly images: 'textures' | 'mnist';
  readonly samples: number;
  readonly hidden: readonly number[];
  readonly steps: number;
  readonly learningRate: number;
}

const classes = 10;
/** Of the filter. */
const width = 0.05;

/** Images as rows. */
function flat({ shape, values }: NdArray): NdArray {
  return { dtype: 'float32', shape: [shape[0]!, values.length / shape[0]!], values };
}

/** Digits of the training images, or of the test images where only those are there, drawn without replacement. */
export function digits(seed: Seed, samples: number, { x, y } = loadFirst(mnistImages)): Samples {
  const all = flat(x);
  const width = all.shape[1]!;
  const chosen = createRng(seed, 'mnist/subset').permutation(y.values.length).subarray(0, samples);
  const rows = new Float32Array(samples * width);
  chosen.forEach((from, at) => rows.set(all.values.subarray(from * width, (from + 1) * width), at * width));
  const labels = ndarray(
    chosen.map((from) => y.values[from]!),
    [samples],
    'int32',
  );
  return { x: ndarray(rows, [samples, width]), y: centredOneHot(labels, classes) };
}

function pictures(seed: Seed, samples: number): Samples {
  const { x, y } = textures(seed, { samples, size: 10, channels: 1, patch: 9, noiseStd: 0.5 });
  return { x: flat(x), y: centredOneHot(y, classes) };
}

/** The same images, each with the label of another one, drawn at random. */
function shuffled(seed: Seed, { x, y }: Samples): Samples {
  const [n, outputs] = y.shape as [number, number];
  const rows = new Float32Array(y.values.length);
  createRng(seed, 'high-dim/labels')
    .permutation(n)
    .forEach((from, at) => rows.set(y.values.subarray(from * outputs, (from + 1) * outputs), at * outputs));
  return { x, y: ndarray(rows, [n, outputs]) };
}

export interface Classification extends Pick<FilterRuns, 'network'> {
  /** Labels that say nothing of their image. Default false. */
  readonly isShuffled?: boolean;
}

/** A classification of images. */
export function classification({
  isShuffled = false,
  network = usualNetwork,
}: Classification = {}): ArmRunner<Size> {
  const setting = { isShuffled, ...fullBatch, ...network, filterWidth: width };
  return arm(setting, (run, { images, samples, hidden, steps, learningRate }) => {
    const own = (seed: Seed): Samples =>
      images === 'mnist' ? digits(seed, samples) : pictures(seed, samples);
    return filterRuns(run, (seed) => (isShuffled ? shuffled(seed, own(seed)) : own(seed)), {
      ...{ hidden, steps, learningRate, width, network },
    });
  });
}

/** A part has been captured when its relative error is below this. */
const captured = 0.3;

export function measure({ series }: Trajectory) {
  const [low, high] = [Array.from(series['low']!), Array.from(series['high']!)];
  const [first, second] = firstPassages([low, high], { level: captured, sustained: 3 });
  return {
    passageRatio: second! / first!,
    errorRatio: median(high.map((error, step) => error / low[step]!)),
  };
}
