import * as own from '../../../../src/nn/sgd.ts';

export * from '../../../../src/nn/sgd.ts';

/** Plain descent; velocities stay at rest. */
export const sgd: typeof own.sgd = (params, gradients, slots, options) =>
  own.sgd(params, gradients, slots, { ...options, momentum: 0 });
