import { changedSince, type FileSignatures } from '#sources';

/** Files were edited after the keys of a claim were made, so that what was loaded may not be what the keys say. */
export class SourcesChanged extends Error {
  override readonly name = 'SourcesChanged';

  constructor(readonly files: readonly string[]) {
    super(`edited while the claim was judged: ${files.join(', ')}`);
  }
}

/** @throws SourcesChanged when a file is not as it was when the keys were made */
export function requireUnchanged(files: FileSignatures): void {
  const changed = changedSince(files);
  if (changed.length > 0) throw new SourcesChanged(changed);
}
