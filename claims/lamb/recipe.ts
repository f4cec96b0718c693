import type { TierSize } from 'claimcheck';
import type { Schedule } from 'claimcheck/nn';
import type { OptimizerName } from './optimizers.ts';

export interface Size extends TierSize {
  /** Sequences that a run sees: the budget of epochs, which no batch size changes. */
  readonly sequences: number;
  /** The models are those of the paper tier, and each sequence is seen as often. */
  readonly paperEpochs?: number;
}

export interface Setting {
  readonly optimizer?: OptimizerName;
  /** Sequences of a step, in units of the batch whose rate is chosen: 16, and 64 at the paper tier. */
  readonly times: number;
  readonly learningRate: number;
  /** At the paper tier. Default the same. */
  readonly paperRate?: number;
  /** Share of the steps in which the rate rises; default the recipe's, 1/5 at 64 times the small batch. */
  readonly warmUp?: number;
  /** Of plain momentum, for what LARS leaves out of its layers; with `larsMomentum` alone. */
  readonly momentumRate?: number;
  /** Whether each layer is stored at a scale of its own, from 1/8 to 8, which the network divides by: the same function. */
  readonly rescaled?: boolean;
  /** Share of the budget that is spent, on a schedule of its own. Default 1. */
  readonly budget?: number;
}

/** How many times the batch grows. */
export const growth = 64;
/** Chosen at the small batch alone: see the README. */
const [baseRate, paperBaseRate] = [0.004, 0.002];

/** Largest rate of plain momentum at the largest batch, chosen there. */
export const momentumRate = 0.3;

/** LAMB at so many times the small batch, with the learning rate of the small batch times a factor. */
export function scaled(times: number, factor: number): Setting {
  return { times, learningRate: baseRate * factor, paperRate: paperBaseRate * factor };
}

/** The recipe without tuning: the rate grows as the root of the batch (section 4 of the paper). */
export const recipe = (times: number): Setting => scaled(times, Math.sqrt(times));

/** Linear warm-up, then eta (1 - t / T). */
export function scheduleFor(learningRate: number, warmUp: number, steps: number): Schedule {
  const rising = Math.max(1, Math.round(warmUp * steps));
  return (step) => learningRate * (step < rising ? (step + 1) / rising : 1 - step / steps);
}
