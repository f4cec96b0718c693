import type { ArmRunner, Seed, TierSize } from 'claimcheck';
import { effectiveTemperature, mean, windowMean } from 'claimcheck/measure';
import { perSeed } from 'claimcheck/train';
import type { Algorithm } from './dynamics.ts';
import { perceptron } from './perceptron.ts';
import { type Schedule, stationary } from './response.ts';

export interface Size extends TierSize {
  /** N. */
  readonly dimensions: number;
}

/** alpha with fewer weights than constraints, where a training error remains, and with as many. */
export const loads = { under: 6, over: 1 };

export const sgd = (batch: number, learningRate = 0.05): Algorithm => ({ learningRate, batch });

export const persistentSgd = (persistence: number, batch = 0.3): Algorithm => ({
  learningRate: 0.02,
  batch,
  persistence,
});

/** Gradient descent with white noise of a known temperature. */
export const langevin = (temperature: number, learningRate = 0.02): Algorithm => ({
  learningRate,
  temperature,
});

export const schedule: Schedule = { burnIn: 20, windows: 6, length: 4 };

/** Temperatures of an algorithm in its stationary state; another seed of the noise draws other batches. */
export function temperatureOf(
  seed: Seed,
  algorithm: Algorithm,
  { dimensions }: Pick<Size, 'dimensions'>,
  load = loads.under,
  when = schedule,
  noise = seed,
) {
  const problem = perceptron(seed, { dimensions, load });
  const run = stationary(noise, problem, algorithm, when);
  return { ...effectiveTemperature(run.displacement, run.response), run };
}

export interface StationarySetting {
  readonly algorithm: Algorithm;
  readonly load?: number;
  readonly burnIn?: number;
}

/** Temperature, drift of the loss and ageing of one algorithm in its stationary state. */
export function stationaryRuns({
  algorithm,
  load,
  burnIn = schedule.burnIn,
}: StationarySetting): ArmRunner<Size> {
  return perSeed((seed, size) => {
    const when = { ...schedule, burnIn };
    const { run, fit, rSquared, early, late, exponent } = temperatureOf(seed, algorithm, size, load, when);
    const { loss, lossAt, byWindow, lags } = run;
    const half = burnIn + (when.windows * when.length) / 2;
    const [before, after] = [
      windowMean(loss, burnIn, half, lossAt),
      windowMean(loss, half, Infinity, lossAt),
    ];
    const middle = when.windows / 2;
    return {
      steps: run.steps,
      series: {
        loss,
        halfDisplacement: run.displacement.map((value) => value / 2),
        displacement: run.displacement,
      },
      values: {
        ...{ fit, rSquared, early, late, exponent },
        error: run.error,
        drift: after / before - 1,
        ageing: Math.log(mean(byWindow.slice(middle)) / mean(byWindow.slice(0, middle))),
      },
      at: { loss: lossAt, halfDisplacement: run.response, displacement: lags },
    };
  });
}
