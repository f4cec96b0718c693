import { arm, type ArmRunner, type Seed, type TierSize } from 'claimcheck';
import { effectiveTemperature, mean, windowMean } from 'claimcheck/measure';
import { perSeed } from 'claimcheck/train';
import type { Algorithm } from './dynamics.ts';
import { perceptron, usual } from './perceptron.ts';
import { type Schedule, type Stationary, stationary } from './response.ts';

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
  /** What differs from `schedule`. */
  readonly when?: Partial<Schedule>;
  /** Share of the size. Default 1. */
  readonly share?: number;
}

/** Least and largest temperature over the late lags, from a quarter of the longest on. */
function lateTemperatures({ lags, displacement, response }: Stationary) {
  const late = lags.flatMap((lag, at) =>
    lag < 0.24 * lags.at(-1)! ? [] : [displacement[at]! / (2 * response[at]!)],
  );
  return { coldest: Math.min(...late), hottest: Math.max(...late) };
}

/** Temperatures, drift of the loss and ageing of one algorithm in its stationary state. */
export function stationaryRuns(setting: StationarySetting): ArmRunner<Size> {
  const { algorithm, load = loads.under, share = 1 } = setting;
  const when = { ...schedule, ...setting.when };
  const runs = perSeed<Size>((seed, size) => {
    const dimensions = Math.round(share * size.dimensions);
    const { run, fit, rSquared } = temperatureOf(seed, algorithm, { dimensions }, load, when);
    const { loss, lossAt, byWindow, lags } = run;
    const half = when.burnIn + (when.windows * when.length) / 2;
    const [before, after] = [
      windowMean(loss, when.burnIn, half, lossAt),
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
        ...{ fit, rSquared, ...lateTemperatures(run) },
        error: run.error,
        drift: after / before - 1,
        ageing: Math.log(mean(byWindow.slice(middle)) / mean(byWindow.slice(0, middle))),
      },
      at: { loss: lossAt, halfDisplacement: run.response, displacement: lags },
    };
  });
  return arm({ ...usual, algorithm, load, share, when }, runs);
}
