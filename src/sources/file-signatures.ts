import { statSync } from 'node:fs';

/** By path what tells one state of a file from another: size, inode and the times of its last changes. */
export type FileSignatures = Readonly<Record<string, string>>;

/** The files that are not as they were, or were changed and changed back. */
export function changedSince(signatures: FileSignatures): string[] {
  return Object.entries(signatures)
    .filter(([path, signature]) => signatureOf(path) !== signature)
    .map(([path]) => path);
}

/** What tells the state of a file from others that it was or will be in. */
export function signatureOf(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats ? [stats.size, stats.ino, stats.mtimeNs, stats.ctimeNs].join(' ') : 'absent';
}
