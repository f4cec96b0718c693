import { arm, type ArmRunner, type TierSize, type Trajectory } from 'claimcheck';
import { functionGrid, sumOfSines } from 'claimcheck/data';
import { firstPassages, leastRatio } from 'claimcheck/measure';
import { bandNames, bandRuns, type BandSetting, type BandTask } from './band-runs.ts';
import { peaks } from './bands.ts';
import { fullBatch } from './network.ts';

export interface Size extends TierSize {
  /** Of one period, on which the target is sampled. */
  readonly points: number;
  readonly steps: number;
}

/** A sum of three sines. */
export interface Waves {
  /** In periods over the interval. */
  readonly frequencies: readonly number[];
  /** By frequency. Default: all are 1, so that amplitude explains no order. */
  readonly amplitude?: (frequency: number) => number;
}

export const equal: Waves = { frequencies: [1, 3, 5] };
/** Functions that the low frequencies dominate. */
export const dominated: Waves = { ...equal, amplitude: (frequency) => 1 / frequency };
/** Frequencies near enough to be captured, all of them, by slow training too. */
export const near: Waves = { frequencies: [1, 2, 3] };

/** Frequencies with their amplitudes. */
export const sinesOf = ({ frequencies, amplitude = () => 1 }: Waves) =>
  frequencies.map((frequency) => ({ frequency, amplitude: amplitude(frequency) }));

function task(waves: Waves, points: number): BandTask {
  const f = sumOfSines(sinesOf(waves));
  const { x, y } = functionGrid({ f, low: -Math.PI, high: Math.PI, points, endpoint: false });
  return { x, y: () => y, bands: peaks(waves.frequencies) };
}

/** The setting that others vary one thing of. */
export const usual: BandSetting = {
  activation: 'tanh',
  hidden: [64, 64],
  optimizer: { by: 'adam', learningRate: 1e-3 },
};

/** Sines of frequencies up to about ten from the first layer on: no smoothness, hence no order. */
export const rough = { activation: 'sine', firstStd: 5 } as const satisfies Partial<BandSetting>;

export function waveRuns(setting: Partial<BandSetting> = {}, waves = equal): ArmRunner<Size> {
  const whole = { ...usual, ...setting };
  return arm({ ...fullBatch, ...whole, target: sinesOf(waves) }, (run, { points, steps }) =>
    bandRuns(run, whole, task(waves, points), steps),
  );
}

/** A band has been captured when its relative error is below this. */
const captured = 0.2;
/** ... and stays so for as many steps: oscillations pass by it, and so do starts that happen to be near. */
const sustained = 30;

/** When the peaks were captured: the least ratio of neighbours is above 1 when the order is low to high. */
export function measure({ series }: Trajectory) {
  const errors = bandNames.map((name) => series[name]!);
  const [low, middle, high] = firstPassages(errors, { level: captured, sustained });
  return { low: low!, middle: middle!, high: high!, leastRatio: leastRatio([low!, middle!, high!]) };
}

/** When each frequency was captured, as points of a figure. */
export function captures(
  at: readonly number[],
  { low, middle, high }: Pick<ReturnType<typeof measure>, 'low' | 'middle' | 'high'>,
): (readonly [number, number])[] {
  return [low, middle, high].map((steps, index) => [at[index]!, steps]);
}

export const curves = {
  low: { label: 'relative error of the lowest frequency', scale: 'log' },
  middle: { label: 'relative error of the middle frequency', scale: 'log' },
  high: { label: 'relative error of the highest frequency', scale: 'log' },
} as const;
