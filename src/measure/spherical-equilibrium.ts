/** Constant settings of SGD on scale-invariant weights. */
export interface DecaySetting {
  readonly learningRate: number;
  /** Coupled L2 coefficient lambda. */
  readonly weightDecay: number;
  /** Heavy ball without dampening. Default 0. */
  readonly momentum?: number;
}

/**
 * Angle in radians by which scale-invariant weights turn at each step once their norm is in equilibrium,
 * sqrt(2 eta lambda / (1 + mu)), to leading order in eta lambda (Wan, Zhu, Zhang, Sun, NeurIPS 2021). Without momentum
 * and with a gradient of constant size the cosine is 1 - eta lambda exactly.
 */
export function equilibriumAngle({ learningRate, weightDecay, momentum = 0 }: DecaySetting): number {
  return Math.sqrt((2 * learningRate * weightDecay) / (1 + momentum));
}

/**
 * Norm at which growth by gradients and shrinking by decay balance:
 * rho^4 = eta G^2 / (lambda (1 - mu) (2 - eta lambda / (1 + mu))) (Wan, Zhu, Zhang, Sun, NeurIPS 2021); Infinity without
 * decay.
 * @param gradientNorm G, root mean square of the gradient norm at the weights scaled to the unit sphere
 */
export function equilibriumNorm(setting: DecaySetting, gradientNorm: number): number {
  const { learningRate, weightDecay, momentum = 0 } = setting;
  const damping = (1 - momentum) * (2 - (learningRate * weightDecay) / (1 + momentum));
  return ((learningRate * gradientNorm ** 2) / (weightDecay * damping)) ** 0.25;
}

/** Steps in which the distance of rho^4 to its equilibrium falls by a factor e: 1 / (4 eta lambda), without momentum. */
export function relaxationSteps({ learningRate, weightDecay }: DecaySetting): number {
  return 1 / (4 * learningRate * weightDecay);
}
