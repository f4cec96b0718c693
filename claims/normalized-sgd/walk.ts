import type { Rng } from 'claimcheck';
import { equilibriumNorm } from 'claimcheck/measure';

/** SGD with weight decay on a noisy Rayleigh quotient, in float64. */
export interface Walk {
  /** Of the matrix, ascending; the smallest is simple unless the gap is 0. */
  readonly eigenvalues: Float64Array;
  /** Standard deviation sigma of the gradient noise in each direction of the tangent space of the unit sphere. */
  readonly noise: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly momentum?: number;
  /** From this step on the learning rate is divided by `by`, and the weights are scaled by `rescale` (default 1). */
  readonly cut?: { readonly at: number; readonly by: number; readonly rescale?: number };
  /** Weights are put back to their starting norm after every step. Default false. */
  readonly fixedNorm?: boolean;
  readonly start: Float64Array;
  readonly steps: number;
}

/** Of each step, before it is taken. */
export interface WalkSeries {
  /** Expected loss above its minimum: (u'Au - a_1) / 2 at the direction u. */
  readonly risk: Float64Array;
  readonly norm: Float64Array;
  /** Angle of the step in radians. */
  readonly angle: Float64Array;
  /** First two coordinates of the direction. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** 0, then linearly from `low` to `high`: the gaps between the minimum and the other directions. */
export function spectrum(low: number, high: number, dimensions = 50): Float64Array {
  return Float64Array.from({ length: dimensions }, (_, index) =>
    index === 0 ? 0 : low + ((high - low) * (index - 1)) / (dimensions - 2),
  );
}

/** Norm in equilibrium near the minimum, where the effective gradient is noise of size sigma sqrt(p - 1). */
export function normAtRest(
  walk: Pick<Walk, 'eigenvalues' | 'noise' | 'learningRate' | 'weightDecay' | 'momentum'>,
) {
  return equilibriumNorm(walk, gradientSize(walk));
}

/** Root mean square of the effective gradient near the minimum. */
export function gradientSize({ eigenvalues, noise }: Pick<Walk, 'eigenvalues' | 'noise'>): number {
  return noise * Math.sqrt(eigenvalues.length - 1);
}

/** Weights of the given norm at `angle` radians from the minimum, towards the second eigenvector. */
export function startAt(dimensions: number, norm: number, angle = 0): Float64Array {
  const start = new Float64Array(dimensions);
  start[0] = norm * Math.cos(angle);
  start[1] = norm * Math.sin(angle);
  return start;
}

/** Effective gradient at the unit vector `u`: (A u - (u'Au) u) + sigma (I - uu') xi, into `gradient`; returns u'Au. */
function tangentGradient(
  { eigenvalues, noise }: Walk,
  u: Float64Array,
  rng: Rng,
  gradient: Float64Array,
): number {
  let quotient = 0;
  let radial = 0;
  for (let at = 0; at < u.length; at++) {
    const xi = noise * rng.normal();
    gradient[at] = eigenvalues[at]! * u[at]! + xi;
    quotient += eigenvalues[at]! * u[at]! * u[at]!;
    radial += xi * u[at]!;
  }
  for (let at = 0; at < u.length; at++) gradient[at]! -= (quotient + radial) * u[at]!;
  return quotient;
}

/** Takes the steps of a walk; noise comes from `rng`. Deterministic for a generator. */
export function takeWalk(walk: Walk, rng: Rng): WalkSeries {
  const { steps, momentum = 0, weightDecay, cut, fixedNorm = false, eigenvalues } = walk;
  const series = emptySeries(steps);
  const size = eigenvalues.length;
  const x = walk.start.slice();
  const [u, gradient, velocity] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const startNorm = Math.hypot(...x);
  let rho = startNorm;
  for (let step = 0; step < steps; step++) {
    if (step === cut?.at) rho = scale(x, cut.rescale ?? 1, rho);
    const eta = cut && step >= cut.at ? walk.learningRate / cut.by : walk.learningRate;
    for (let at = 0; at < size; at++) u[at] = x[at]! / rho;
    const quotient = tangentGradient(walk, u, rng, gradient);
    let square = 0;
    let along = 0;
    for (let at = 0; at < size; at++) {
      velocity[at] = momentum * velocity[at]! + gradient[at]! / rho + weightDecay * x[at]!;
      x[at]! -= eta * velocity[at]!;
      square += x[at]! * x[at]!;
      along += x[at]! * u[at]!;
    }
    series.risk[step] = (quotient - eigenvalues[0]!) / 2;
    series.norm[step] = rho;
    series.angle[step] = Math.atan2(Math.sqrt(Math.max(0, square - along * along)), along);
    series.first[step] = u[0]!;
    series.second[step] = u[1]!;
    rho = fixedNorm ? scale(x, startNorm / Math.sqrt(square), Math.sqrt(square)) : Math.sqrt(square);
  }
  return series;
}

function scale(x: Float64Array, factor: number, norm: number): number {
  for (let at = 0; at < x.length; at++) x[at]! *= factor;
  return norm * factor;
}

/** Zeros for `steps` steps. */
export function emptySeries(steps: number): WalkSeries {
  const series = (): Float64Array => new Float64Array(steps);
  return { risk: series(), norm: series(), angle: series(), first: series(), second: series() };
}
