/** Order parameters of a student gamma w/|w| that learns from a linear teacher of length 1. */
export interface OrderParameters {
  /** Overlap of the directions of student and teacher. */
  readonly R: number;
  readonly gamma: number;
  /** |w|^2. */
  readonly squaredLength: number;
}

export interface Rates {
  readonly learningRate: number;
  /** Strength of the decay zeta gamma^2. */
  readonly zeta: number;
}

/** Squared distance of student and teacher, twice the generalisation error. */
const squaredError = ({ R, gamma }: Pick<OrderParameters, 'R' | 'gamma'>): number =>
  1 - 2 * gamma * R + gamma ** 2;

/** dR/dt for kappa = learning rate gamma / |w|^2: alignment, and the noise of single samples. */
export function overlapDrift(R: number, gamma: number, kappa: number): number {
  return kappa * (1 - R ** 2) - (R / 2) * kappa ** 2 * squaredError({ R, gamma });
}

/**
 * Drift of the order parameters of online gradient descent, one sample a step, in N dimensions: time is steps / N and the
 * learning rate of a step is `learningRate` / N. `noise` 0 leaves out what single samples add at second order.
 */
export function drift(
  { R, gamma, squaredLength }: OrderParameters,
  { learningRate, zeta }: Rates,
  noise: 0 | 1 = 1,
): OrderParameters {
  const kappa = (learningRate * gamma) / squaredLength;
  const error = squaredError({ R, gamma });
  return {
    R: kappa * (1 - R ** 2) - noise * (R / 2) * kappa ** 2 * error,
    gamma: learningRate * (R - gamma - 2 * zeta * gamma),
    squaredLength: (noise * (learningRate * gamma) ** 2 * error) / squaredLength,
  };
}

const moved = (from: OrderParameters, along: OrderParameters, by: number): OrderParameters => ({
  R: from.R + by * along.R,
  gamma: from.gamma + by * along.gamma,
  squaredLength: from.squaredLength + by * along.squaredLength,
});

/** Classical Runge-Kutta steps of order 4; hands every state to `see`. */
export function integrate(
  start: OrderParameters,
  slope: (at: OrderParameters) => OrderParameters,
  step: number,
  steps: number,
  see: (at: OrderParameters) => void = () => undefined,
): OrderParameters {
  let at = start;
  for (let index = 0; index < steps; index++) {
    const k1 = slope(at);
    const k2 = slope(moved(at, k1, step / 2));
    const k3 = slope(moved(at, k2, step / 2));
    const k4 = slope(moved(at, k3, step));
    at = moved(moved(moved(moved(at, k1, step / 6), k2, step / 3), k3, step / 3), k4, step / 6);
    see(at);
  }
  return at;
}

/** Where gamma settles for the overlap R, and so the fixed point gamma_0 at R = 1. */
export const settledGamma = (zeta: number, R = 1): number => R / (1 + 2 * zeta);

/** The largest kappa at which R = 1 attracts: where d(dR/dt)/dR at R = 1 changes sign. Infinite when none is too large. */
export function maximumRate(zeta: number): number {
  const gamma = settledGamma(zeta);
  const slope = gamma - (1 - gamma) ** 2 / 2;
  return slope > 0 ? 2 / slope : Infinity;
}

/** The largest learning rate of a linear student without normalization. */
export const maximumPlainRate = 2;
