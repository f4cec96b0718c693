import type { ActivationName } from '#nn';

/** Every name that `activate` takes. */
export const activationNames = Object.keys({
  identity: 0,
  relu: 0,
  leakyRelu: 0,
  elu: 0,
  tanh: 0,
  sigmoid: 0,
  softplus: 0,
  gelu: 0,
} satisfies Record<ActivationName, 0>) as ActivationName[];
