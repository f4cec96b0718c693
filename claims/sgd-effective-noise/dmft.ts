import type { Rng } from 'claimcheck';
import { choleskyRow } from './cholesky-row.ts';
import { type Moments, PathEnsemble } from './dmft-paths.ts';

/** Limit N to infinity of SGD on the two clusters; see README for the equations. */
export interface MeanFieldSetting {
  /** alpha. */
  readonly load: number;
  /** Delta. Default 1. */
  readonly variance?: number;
  /** kappa. Default 1. */
  readonly margin?: number;
  /** `square` is the same loss without the hinge. Default `squared-hinge`. */
  readonly loss?: 'squared-hinge' | 'square';
  readonly learningRate: number;
  /** b. Default 1. */
  readonly batch?: number;
  /** tau of persistent SGD, in units of time. Default: plain SGD. */
  readonly persistence?: number;
  readonly steps: number;
  /** Trajectories of a sample's gap over which averages are taken. */
  readonly paths: number;
  /** Two copies share data and start, but not batches. Default 1. */
  readonly copies?: 1 | 2;
}

export interface MeanField {
  /** w_a(t).w_b(s) / N of copies a and b after t and s steps. */
  readonly correlation: (t: number, s: number, a?: number, b?: number) => number;
  /** Mean response of a weight after t steps to its force in the step that follows s, per unit of time. */
  readonly response: (t: number, s: number) => number;
  /** v.w / N by number of steps, [steps + 1]. */
  readonly overlap: Float64Array;
  /** Loss per sample and share of samples with a negative gap, before each step, [steps]. */
  readonly loss: Float64Array;
  readonly error: Float64Array;
}

/**
 * Solves the dynamical mean-field equations in discrete time, forward in one sweep: the gap of a sample is a Gaussian
 * process with memory, of which `paths` trajectories are drawn; all else is linear and exact. The only error is that of
 * the averages over paths, of relative order 1 / sqrt(paths).
 */
export function meanField(setting: MeanFieldSetting, rng: Rng): MeanField {
  const { load, variance = 1, steps, learningRate: eta, copies = 1 } = setting;
  const width = (steps + 1) * copies;
  const C = new Float64Array(width * width);
  for (let a = 0; a < copies; a++) for (let b = 0; b < copies; b++) C[a * width + b] = 1;
  const side = steps + 1;
  const R = new Float64Array(side * side);
  const overlap = new Float64Array(side);
  const [loss, error] = [new Float64Array(steps), new Float64Array(steps)];
  const moments: Moments = {
    memory: new Float64Array(side * side),
    forces: new Float64Array(width * width),
    meanForce: 0,
  };
  const L = new Float64Array(width * width);
  const ensemble = new PathEnsemble(setting, rng);

  for (let t = 0; t < steps; t++) {
    for (let a = 0; a < copies; a++) choleskyRow(C, L, width, t * copies + a);
    const seen = ensemble.step(t, { L, R, overlap: overlap[t]!, moments });
    loss[t] = seen.loss;
    error[t] = seen.error;
    const { memory: K, forces: B, meanForce } = moments;

    for (let s = 0; s <= t; s++) {
      let felt = 0;
      for (let r = s + 1; r <= t; r++) felt += K[t * side + r]! * R[r * side + s]!;
      R[(t + 1) * side + s] = R[t * side + s]! + (t === s ? 1 : 0) - eta * felt;
    }
    let drift = load * meanForce;
    for (let r = 0; r <= t; r++) drift += K[t * side + r]! * overlap[r]!;
    overlap[t + 1] = overlap[t]! - eta * drift;

    /** d C(t, p) / dt for a copy a and a joint index p of time s and copy b. */
    const slope = (a: number, s: number, b: number): number => {
      const p = s * copies + b;
      let sum = load * meanForce * overlap[s]!;
      for (let r = 0; r < s; r++) {
        sum -= eta * variance * load * R[s * side + r]! * B[(t * copies + a) * width + r * copies + b]!;
      }
      for (let r = 0; r <= t; r++) sum += K[t * side + r]! * C[(r * copies + a) * width + p]!;
      return sum;
    };
    for (let s = 0; s <= t + 1; s++) {
      for (let a = 0; a < copies; a++) {
        for (let b = 0; b < copies; b++) {
          const [next, p] = [(t + 1) * copies + a, s * copies + b];
          C[next * width + p] = C[(t * copies + a) * width + p]! - eta * slope(a, s, b);
          if (s <= t) C[p * width + next] = C[next * width + p]!;
        }
      }
    }
  }
  return {
    correlation: (t, s, a = 0, b = 0) => C[(t * copies + a) * width + s * copies + b]!,
    response: (t, s) => R[t * side + s]!,
    overlap,
    loss,
    error,
  };
}
