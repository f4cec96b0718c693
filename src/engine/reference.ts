import { compileEager } from './eager.ts';
import type { Compile } from './types.ts';

/**
 * Runs a step op by op on TF.js's plain CPU backend: slow, and the oracle that other engines are held against.
 * @throws UserError when a profile is asked for
 */
export const compileReference: Compile = (step, specs, options) =>
  compileEager(step, specs, options, { engine: 'reference', backendName: 'cpu' });
