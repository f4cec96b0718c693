import { arm, type ArmRunner, createRng, type TierSize, type Trajectory } from 'claimcheck';
import { sumOfSines } from 'claimcheck/data';
import { median, relativeSpectralErrors } from 'claimcheck/measure';
import { columnOf, fitFunctions, squaredError } from './functions.ts';
import { fullBatch } from './network.ts';

export interface Size extends TierSize {
  readonly hidden: readonly number[];
  readonly steps: number;
  readonly learningRate: number;
}

const waves = [{ frequency: 1 }, { frequency: 3, amplitude: 0.5 }, { frequency: 5, amplitude: 0.25 }];
const target = sumOfSines(waves);
const samples = 60;
const activation = 'relu';
const every = 25;
const grid = Float32Array.from({ length: 200 }, (_, index) => -Math.PI + (2 * Math.PI * index) / 200);

/** 60 points at random places, with normal noise on their labels; the test error is that of the target without noise. */
export function fits(noise: number): ArmRunner<Size> {
  return arm({ noise, samples, target: waves, activation, ...fullBatch }, async (run, options) => {
    const data = (seed: string) => {
      const rng = createRng(seed, 'early-stopping');
      const x = rng.uniforms(samples, -Math.PI, Math.PI).sort();
      return {
        x: columnOf(x),
        y: columnOf(x.map((value) => target(value) + noise * rng.normal())),
        probe: columnOf(grid),
      };
    };
    const done = await fitFunctions(run, data, { activation, every, ...options });
    const clean = Array.from(grid, target);
    return done.map(({ at, outputs, trainingError }) => ({
      steps: options.steps,
      series: {
        test: outputs.map((fit) => squaredError(fit, clean)),
        training: trainingError,
        low: outputs.map((fit) => relativeSpectralErrors(fit, clean, [1])[0]!),
      },
      values: {},
      at: { test: at, training: at, low: at },
    }));
  });
}

/** The error at the end over the least, where that is, and what of the target had been fitted there, and of the labels since. */
export function measure({ series }: Trajectory) {
  const [test, training] = [Array.from(series['test']!), Array.from(series['training']!)];
  const best = Math.min(...test);
  const at = test.indexOf(best);
  // Median of the last tenth: the optimizer's spikes are no memorisation.
  const end = (values: number[]): number => median(values.slice(-Math.ceil(values.length / 10)));
  return {
    growth: end(test) / best,
    bestAt: at / test.length,
    lowest: series['low']![at]!,
    keptFitting: end(training) / training[at]!,
  };
}
