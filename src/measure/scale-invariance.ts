import { perStep, requireLengths } from './check-series.ts';

/** Series of a run with scale-invariant weights under theta <- (1 - eta lambda) theta - eta grad (no momentum). */
export interface ScaleInvariantRun {
  readonly learningRate: number | ArrayLike<number>;
  /** Coupled L2 coefficient lambda; 0 without weight decay. */
  readonly weightDecay: number;
  /** Norm of the scale-invariant weights before each step; residuals also need it after the last, t = 0..T. */
  readonly norm: ArrayLike<number>;
  /** Norm of the gradient over the same weights, t = 0..T-1. */
  readonly gradientNorm: ArrayLike<number>;
}

/** Effective learning rate eta / rho^2 at each point: the step size on the unit sphere (van Laarhoven 2017). */
export function effectiveLearningRate(
  learningRate: number | ArrayLike<number>,
  norm: ArrayLike<number>,
): Float64Array {
  const eta = perStep('learningRate', learningRate, norm.length);
  return Float64Array.from({ length: norm.length }, (_, t) => eta(t) / norm[t]! ** 2);
}

/** Effective gradient norm rho * g at each point: the gradient norm at the weights scaled to the unit sphere. */
export function effectiveGradientNorm(
  norm: ArrayLike<number>,
  gradientNorm: ArrayLike<number>,
): Float64Array {
  requireLengths({ gradientNorm }, norm.length);
  return Float64Array.from({ length: norm.length }, (_, t) => norm[t]! * gradientNorm[t]!);
}

/**
 * Angle in radians between the weights before and after each step, t = 0..T-1: its tangent is
 * (eta / rho^2) (rho g) / (1 - eta lambda), because the gradient is orthogonal to scale-invariant weights.
 */
export function stepAngle(run: ScaleInvariantRun): Float64Array {
  const { factor, eta, norm, gradientNorm, steps } = unpack(run, false);
  return Float64Array.from({ length: steps }, (_, t) =>
    Math.atan2((eta(t) * gradientNorm[t]!) / norm[t]!, factor(t)),
  );
}

/**
 * Relative error at each step of the norm recursion rho'^2 = a^2 rho^2 + eta^2 g^2, a = 1 - eta lambda, which is exact
 * for scale-invariant weights; 0 up to rounding. Needs `norm` at t = 0..T.
 */
export function normRecursionResidual(run: ScaleInvariantRun): Float64Array {
  const { factor, eta, norm, gradientNorm, steps } = unpack(run, true);
  return Float64Array.from({ length: steps }, (_, t) => {
    const predicted = (factor(t) * norm[t]!) ** 2 + (eta(t) * gradientNorm[t]!) ** 2;
    return Math.abs(predicted / norm[t + 1]! ** 2 - 1);
  });
}

/**
 * Relative error at each step of the recursion of the effective learning rate e at a constant learning rate,
 * e' = e / (a^2 + e^2 (rho g)^2); 0 up to rounding. Needs `norm` at t = 0..T.
 */
export function effectiveRateRecursionResidual(
  run: ScaleInvariantRun & { readonly learningRate: number },
): Float64Array {
  const { factor, norm, gradientNorm, steps } = unpack(run, true);
  const rate = effectiveLearningRate(run.learningRate, norm);
  return Float64Array.from({ length: steps }, (_, t) => {
    const turn = rate[t]! * norm[t]! * gradientNorm[t]!;
    return Math.abs(rate[t]! / (factor(t) ** 2 + turn ** 2) / rate[t + 1]! - 1);
  });
}

/**
 * Fewest steps in which the effective learning rate can grow by `ratio` >= 1: ln(ratio) / (-2 ln(1 - eta lambda)), since
 * without a gradient each step multiplies it by (1 - eta lambda)^-2. Infinity without weight decay.
 */
export function fewestGrowthSteps(ratio: number, learningRate: number, weightDecay: number): number {
  if (!(ratio >= 1)) throw new RangeError(`the ratio must be 1 or more, got ${ratio}`);
  const shrink = learningRate * weightDecay;
  if (!(shrink >= 0 && shrink < 1)) {
    throw new RangeError(`learningRate * weightDecay must be at least 0 and below 1, got ${shrink}`);
  }
  return ratio === 1 ? 0 : Math.log(ratio) / (-2 * Math.log1p(-shrink));
}

interface Unpacked {
  /** 1 - eta lambda at a step. */
  readonly factor: (step: number) => number;
  readonly eta: (step: number) => number;
  readonly norm: ArrayLike<number>;
  readonly gradientNorm: ArrayLike<number>;
  readonly steps: number;
}

function unpack(run: ScaleInvariantRun, needsLastNorm: boolean): Unpacked {
  const { learningRate, weightDecay, norm, gradientNorm } = run;
  const steps = gradientNorm.length;
  if (needsLastNorm || norm.length !== steps) requireLengths({ norm }, steps + 1);
  const eta = perStep('learningRate', learningRate, steps);
  return { factor: (step) => 1 - eta(step) * weightDecay, eta, norm, gradientNorm, steps };
}
