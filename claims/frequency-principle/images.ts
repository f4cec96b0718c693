import { arm, type ArmRunner, type TierSize, type Trajectory } from 'claimcheck';
import { powerLawImage } from 'claimcheck/data';
import { firstPassages, leastRatio } from 'claimcheck/measure';
import { bandNames, bandRuns, type BandSetting, type BandTask } from './band-runs.ts';
import { rings } from './bands.ts';
import { fullBatch } from './network.ts';

export interface Size extends TierSize {
  /** Height and width of the image in pixels. */
  readonly pixels: number;
  readonly width: number;
  readonly steps: number;
}

/** Periods over the image: the coarse picture, its shapes, its details. */
const limits = [
  [0.5, 2],
  [2, 4],
  [4, 8],
] as const;
const bands = rings(limits);
/** Geometric means of the limits. */
export const middles: readonly number[] = limits.map(([low, high]) => Math.sqrt(low * high));

/** A picture as a function from a place to a grey level, one picture per seed. */
function images(pixels: number): BandTask {
  const image = (seed: string) => powerLawImage(seed, { size: pixels });
  return { x: image('place').x, y: (seed) => image(seed).y, bands };
}

export function imageRuns(setting: Pick<BandSetting, 'activation' | 'firstStd'>): ArmRunner<Size> {
  const optimizer = { by: 'adam', learningRate: 1e-3 } as const;
  return arm({ ...fullBatch, ...setting, hiddenLayers: 2, optimizer }, (run, { pixels, width, steps }) =>
    bandRuns(run, { ...setting, hidden: [width, width], optimizer }, images(pixels), steps),
  );
}

/** A band has been captured when its relative error is below this: the third is never fitted closely. */
const captured = 0.5;
/** ... and stays so for as many steps. */
const sustained = 10;

/** When the bands were captured; the least ratio of neighbours is above 1 when the order is low to high. */
export function measure({ series }: Trajectory) {
  const errors = bandNames.map((name) => series[name]!);
  const [low, middle, high] = firstPassages(errors, { level: captured, sustained });
  return { low: low!, middle: middle!, high: high!, leastRatio: leastRatio([low!, middle!, high!]) };
}
