import type * as own from '../../../../src/nn/layerwise.ts';

export * from '../../../../src/nn/layerwise.ts';

/** Without the decay. */
export const withDecay: typeof own.withDecay = (_name, _param, direction) => direction;
