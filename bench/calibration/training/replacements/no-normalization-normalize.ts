import type * as own from '../../../../src/nn/normalize.ts';

export * from '../../../../src/nn/normalize.ts';

/** The identity. */
export const normalize: typeof own.normalize = (x) => x;
