import { URL } from 'node:url';

const replacements = new URL('./replacements/', import.meta.url).href;
const sources = new URL('../../../src/', import.meta.url).href;

let replaced = {};

/** Takes the modules to replace, by their path below `src`. */
export function initialize(modules) {
  replaced = modules;
}

/** Whoever imports a module that is replaced gets what stands in for it; what stands in gets the module itself. */
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  if (!resolved.url.startsWith(sources) || context.parentURL?.startsWith(replacements)) return resolved;
  const standIn = replaced[resolved.url.slice(sources.length).replace(/\?.*$/, '')];
  return standIn === undefined ? resolved : next(new URL(standIn, replacements).href, context);
}
