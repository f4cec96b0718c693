/** Features [samples, positions, channels], channels last, in float64. */
export interface Features {
  readonly samples: number;
  readonly positions: number;
  readonly channels: number;
  readonly values: Float64Array;
}

/** Names the set S_i that element i = (sample, channel) takes its statistics from (paper, eq. 3, 4, 5, 7). */
export type SetOf = (sample: number, channel: number) => number;

/** Equation 3: batch normalization. */
export const bySameChannel: SetOf = (_, channel) => channel;

/** Equation 7: group normalization, groups of consecutive channels. */
export function bySameGroup(groups: number, channels: number): SetOf {
  return (sample, channel) => sample * groups + Math.floor(channel / (channels / groups));
}

export interface Affine {
  readonly gamma: ArrayLike<number>;
  readonly beta: ArrayLike<number>;
}

export interface Normalized {
  readonly y: Float64Array;
  /** Gradient of sum(dy y) with respect to x. */
  readonly dx: Float64Array;
  /** Least standard deviation, with epsilon, of any set. */
  readonly leastDeviation: number;
}

/** Element index of (sample, position, channel). */
const at = ({ positions, channels }: Features, sample: number, position: number, channel: number): number =>
  (sample * positions + position) * channels + channel;

/** Elements of each set. */
function setsOf(x: Features, setOf: SetOf): number[][] {
  const sets = new Map<number, number[]>();
  for (let sample = 0; sample < x.samples; sample++)
    for (let position = 0; position < x.positions; position++)
      for (let channel = 0; channel < x.channels; channel++) {
        const key = setOf(sample, channel);
        const set = sets.get(key) ?? [];
        set.push(at(x, sample, position, channel));
        sets.set(key, set);
      }
  return [...sets.values()];
}

const meanOver = (set: readonly number[], of: (index: number) => number): number =>
  set.reduce((sum, index) => sum + of(index), 0) / set.length;

/** Equations 1, 2 and 6 of the paper, set by set, with the gradient of sum(dy y). */
export function normalizeBySets(
  x: Features,
  setOf: SetOf,
  { gamma, beta }: Affine,
  dy: ArrayLike<number>,
  epsilon: number,
): Normalized {
  const y = new Float64Array(x.values.length);
  const dx = new Float64Array(x.values.length);
  let leastDeviation = Infinity;
  for (const set of setsOf(x, setOf)) {
    const mean = meanOver(set, (i) => x.values[i]!);
    const sigma = Math.sqrt(meanOver(set, (i) => (x.values[i]! - mean) ** 2) + epsilon);
    leastDeviation = Math.min(leastDeviation, sigma);
    const normalized = (i: number): number => (x.values[i]! - mean) / sigma;
    const arriving = (i: number): number => dy[i]! * gamma[i % x.channels]!;
    const meanArriving = meanOver(set, arriving);
    const meanProduct = meanOver(set, (i) => arriving(i) * normalized(i));
    for (const i of set) {
      y[i] = gamma[i % x.channels]! * normalized(i) + beta[i % x.channels]!;
      dx[i] = (arriving(i) - meanArriving - normalized(i) * meanProduct) / sigma;
    }
  }
  return { y, dx, leastDeviation };
}

/** Layer normalization of each sample as one vector, written without sets. */
export function layerNormBySample(x: Features, { gamma, beta }: Affine, epsilon: number): Float64Array {
  const size = x.positions * x.channels;
  return Float64Array.from(x.values, (value, index) => {
    const sample = x.values.subarray(Math.floor(index / size) * size, (Math.floor(index / size) + 1) * size);
    const mean = sample.reduce((sum, v) => sum + v, 0) / size;
    const square = sample.reduce((sum, v) => sum + v * v, 0) / size;
    const channel = index % x.channels;
    return (gamma[channel]! * (value - mean)) / Math.sqrt(square - mean * mean + epsilon) + beta[channel]!;
  });
}

/** Instance normalization of each channel of each sample, written without sets. */
export function instanceNormByChannel(x: Features, { gamma, beta }: Affine, epsilon: number): Float64Array {
  const { positions, channels } = x;
  return Float64Array.from(x.values, (value, index) => {
    const channel = index % channels;
    const first = Math.floor(index / (positions * channels)) * positions * channels + channel;
    const map = Array.from({ length: positions }, (_, position) => x.values[first + position * channels]!);
    const mean = map.reduce((sum, v) => sum + v, 0) / positions;
    const square = map.reduce((sum, v) => sum + v * v, 0) / positions;
    return (gamma[channel]! * (value - mean)) / Math.sqrt(square - mean * mean + epsilon) + beta[channel]!;
  });
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = Math.abs(a[index]! - b[index]!);
    // No difference is larger than one that is not a number.
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
