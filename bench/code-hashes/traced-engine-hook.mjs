import { URL } from 'node:url';

/** Training that asks for the engine gets the one that only traces. */
export async function resolve(specifier, context, next) {
  const traced = specifier === '#engine' && /\/src\/train\/programs\.ts($|\?)/.test(context.parentURL ?? '');
  return next(traced ? new URL('./traced-engine.ts', import.meta.url).href : specifier, context);
}
