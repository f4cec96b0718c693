import { extname } from 'node:path';

/** A file beside another one of this package, by its name without ending: `.ts` in the checkout, `.js` once built. */
export function ownFile(name: string, beside: string): URL {
  return new URL(`${name}${extname(new URL(beside).pathname)}`, beside);
}
