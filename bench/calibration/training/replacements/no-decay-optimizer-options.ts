import * as own from '../../../../src/nn/optimizer-options.ts';

export * from '../../../../src/nn/optimizer-options.ts';

/** Without the coupled decay. */
export const decayedGradient: typeof own.decayedGradient = (_name, _param, gradient) => gradient;

/** Without the decoupled decay. */
export const moved: typeof own.moved = (name, param, direction, options) =>
  own.moved(name, param, direction, { ...options, weightDecay: 0 });
