import { readFileSync } from 'node:fs';
import { ownVersion, sha256, writeFileAtomic } from '#core';
import { changedSince, signatureOf, type FileSignatures } from './file-signatures.ts';

interface Kept<T> {
  readonly version: string;
  /** The files of code that read the others. */
  readonly code: FileSignatures;
  /** By path what was read. */
  readonly files: Readonly<Record<string, { readonly signature: string; readonly value: T }>>;
}

/**
 * What was read of files, kept in a file: of each it holds as long as nobody touches it, and of all as long as nobody touches the
 * code that reads them.
 */
export class KeptFiles<T> {
  readonly #path: string;
  readonly #codeOf: () => Promise<FileSignatures | undefined>;
  readonly #kept: Kept<T>;
  readonly #fresh: Record<string, { readonly signature: string; readonly value: T }> = {};
  #code: FileSignatures | undefined;

  /**
   * @param what is kept of a file, in words: what was kept of something else does not count
   * @param code the files of code that read the others, asked for when something is read; undefined where they are not known
   */
  constructor(path: string, what: string, code: () => Promise<FileSignatures | undefined>) {
    this.#path = path;
    this.#codeOf = code;
    this.#kept = readKept<T>(path, `${ownVersion()}: ${what}`);
  }

  /** What `read` gives of a file, which it is asked for when that is not known. */
  async of(file: string, read: () => Promise<T>): Promise<T> {
    // Before the content, so that an edit in between shows.
    const signature = signatureOf(file);
    const known = this.#kept.files[file];
    if (known?.signature === signature) return known.value;
    this.#code ??= await this.#codeOf();
    const value = await read();
    this.#fresh[file] = { signature, value };
    return value;
  }

  /** Writes what is new, without what does not hold any more. What cannot be written is read again. */
  save(): void {
    if (!this.#code || Object.keys(this.#fresh).length === 0) return;
    const files = Object.entries({ ...this.#kept.files, ...this.#fresh }).filter(
      ([file, { signature }]) => signatureOf(file) === signature,
    );
    const kept: Kept<T> = { ...this.#kept, code: this.#code, files: Object.fromEntries(files) };
    const text = JSON.stringify(kept);
    try {
      writeFileAtomic(this.#path, `${sha256(text)}\n${text}`);
    } catch {
      // A folder that cannot be written to; it is said where something has to be written.
    }
  }
}

function readKept<T>(path: string, version: string): Kept<T> {
  try {
    const [digest, text = ''] = readFileSync(path, 'utf8').split('\n', 2);
    const kept = JSON.parse(text) as Kept<T>;
    const same = digest === sha256(text) && kept.version === version;
    if (same && changedSince(kept.code).length === 0) return kept;
  } catch {
    // Absent, cut off or somebody else's.
  }
  return { version, code: {}, files: {} };
}
