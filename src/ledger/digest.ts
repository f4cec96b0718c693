import { hashOf } from '#core';

/** The name under which a file holds the digest of the rest of it. */
const name = 'digest';

/** An object with the digest of its content, so that a change of any field is noticed. */
export function withDigest<T extends object>(content: T): T & { readonly digest: string } {
  return { ...content, digest: digestOf(content) };
}

/**
 * sha256 of the canonical JSON of an object without its digest: the same for the object and for what is read back from its
 * file. It tells that a file is as it was written. It is no signature: whoever changes a file may write a new one.
 */
export function digestOf(content: object): string {
  const rest = Object.entries(content).filter(([key]) => key !== name);
  return hashOf(Object.fromEntries(rest));
}

/** The digest that parsed JSON holds, whatever it is. */
export function storedDigest(json: unknown): unknown {
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[name] : undefined;
}
