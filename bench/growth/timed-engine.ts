import { channel } from 'node:diagnostics_channel';
import { compile as compileStep, type Compile } from '#engine';

export * from '#engine';

/** Told the milliseconds of every compilation. */
export const compiled = channel('claimcheck:bench:compiled');

/** The engine's own, timed. */
export const compile: Compile = async (...args) => {
  const start = performance.now();
  const program = await compileStep(...args);
  compiled.publish(performance.now() - start);
  return program;
};
