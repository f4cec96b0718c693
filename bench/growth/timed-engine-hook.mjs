import { URL } from 'node:url';

/** Training that asks for the engine gets the one that times its compilations. */
export async function resolve(specifier, context, next) {
  const timed = specifier === '#engine' && /\/src\/train\/programs\.ts($|\?)/.test(context.parentURL ?? '');
  return next(timed ? new URL('./timed-engine.ts', import.meta.url).href : specifier, context);
}
