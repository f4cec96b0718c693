import { createRng, type Rng, type Seed } from 'claimcheck';
import { mean } from 'claimcheck/measure';
import { type Algorithm, meanSquare, noiseOf, stepTogether } from './dynamics.ts';
import { type Perceptron, trainingError } from './perceptron.ts';

/** When the stationary state is looked at. */
export interface Schedule {
  /** Time before the first window. */
  readonly burnIn: number;
  readonly windows: number;
  /** Time of a window; displacement and response are taken at lags up to it. */
  readonly length: number;
}

export interface Stationary {
  /** Lags in time, log-spaced. */
  readonly lags: readonly number[];
  /** Mean square displacement per weight by lag, mean over windows. */
  readonly displacement: readonly number[];
  /** Integrated response by lag, mean over windows. */
  readonly response: readonly number[];
  /** Displacement at the last lag by window. */
  readonly byWindow: readonly number[];
  /** Loss per sample by time, about twice a unit. */
  readonly loss: readonly number[];
  readonly lossAt: readonly number[];
  /** Share of samples on the wrong side at the end. */
  readonly error: number;
  readonly steps: number;
}

/** Size of the field that displaces the perturbed copy: the response is linear from .002 to .1 within 0.3 %. */
const field = 0.02;

/**
 * Runs an algorithm, then measures displacement and response window by window: at its start the weights are copied, and
 * the copy feels a field of random signs besides; both take the same batches and the same white noise.
 */
export function stationary(
  seed: Seed,
  problem: Perceptron,
  algorithm: Algorithm,
  when: Schedule,
): Stationary {
  const { learningRate } = algorithm;
  const stepsOf = (time: number): number => Math.round(time / learningRate);
  const lags = lagSteps(stepsOf(when.length));
  const noise = noiseOf(seed, 'stationary', problem, algorithm);
  const signs = createRng(seed, 'field');
  const w = problem.start.slice();
  const lossEvery = stepsOf(0.5);
  const loss: number[] = [];
  const lossAt: number[] = [];
  let steps = 0;
  const advance = (copies: Float64Array[], fields: (Float64Array | undefined)[]): void => {
    if (steps % lossEvery === 0) {
      loss.push(trainingError(problem, w).loss);
      lossAt.push(steps * learningRate);
    }
    stepTogether(problem, algorithm, copies, noise, fields);
    steps++;
  };
  while (steps < stepsOf(when.burnIn)) advance([w], []);

  const windows = Array.from({ length: when.windows }, () => {
    const from = w.slice();
    const pushed = w.slice();
    const force = randomField(signs, w.length);
    return Array.from({ length: lags.at(-1)! }, (_, step) => {
      advance([w, pushed], [undefined, force]);
      return lags.includes(step + 1)
        ? [{ displacement: meanSquare(w, from), response: responseTo(force, w, pushed) }]
        : [];
    }).flat();
  });
  const over = (of: (row: { displacement: number; response: number }) => number): number[] =>
    lags.map((_, lag) => mean(windows.map((rows) => of(rows[lag]!))));
  return {
    lags: lags.map((lag) => lag * learningRate),
    displacement: over((row) => row.displacement),
    response: over((row) => row.response),
    byWindow: windows.map((rows) => rows.at(-1)!.displacement),
    loss,
    lossAt,
    error: trainingError(problem, w).error,
    steps,
  };
}

/** About ten whole numbers of steps from 1 to `last`, each about the same factor above the one before. */
export function lagSteps(last: number): number[] {
  const steps = Array.from({ length: 11 }, (_, at) => Math.round(last ** (at / 10)));
  return [...new Set(steps)];
}

/** A constant force of random signs. */
export function randomField(rng: Rng, dimensions: number): Float64Array {
  return Float64Array.from({ length: dimensions }, () => (rng.uniform() < 0.5 ? -field : field));
}

/** Integrated response to a field: (1/N) sum of the shifts along it over the square of its size. */
export function responseTo(force: Float64Array, w: Float64Array, pushed: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < w.length; i++) sum += (pushed[i]! - w[i]!) * force[i]!;
  return sum / (w.length * field ** 2);
}
