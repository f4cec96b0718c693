import { hashOf } from '#core';

/** Hashes of named parts of the code (`claim`, `src/nn`, `src/engine`, ...), versions and settings. */
export type Fingerprint = Readonly<Record<string, string>>;

/** One line per part that differs: why a stored result is not used. */
export function explainChange(before: Fingerprint, after: Fingerprint): string[] {
  const parts = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return parts.flatMap((part) => {
    if (before[part] === after[part]) return [];
    if (before[part] === undefined) return [`${part} is new`];
    return [after[part] === undefined ? `${part} was removed` : `${part} changed`];
  });
}

/** One hash of all parts. */
export function combined(parts: Fingerprint): string {
  return hashOf(parts);
}
