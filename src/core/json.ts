import { createHash } from 'node:crypto';

/**
 * JSON with sorted keys, so that equal values have equal text.
 * NaN and infinities become the strings "NaN", "Infinity", "-Infinity": plain JSON would turn them into null.
 * @throws TypeError at a promise, a map or a set, whose text would be that of an empty object
 */
export function canonicalJson(value: unknown, indent?: number): string {
  return JSON.stringify(sorted(value), null, indent);
}

function sorted(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, sorted);
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Promise || value instanceof Map || value instanceof Set) {
    throw new TypeError(`a ${value.constructor.name} has no JSON`);
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

/** sha256 of a text or bytes, hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** sha256 of a value's canonical JSON, hexadecimal. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
