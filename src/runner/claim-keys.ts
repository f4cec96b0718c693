import type { Fingerprint } from '#ledger';
import type { FileSignatures } from '#sources';

/** What a claim's evidence depends on. */
export interface ClaimKeys {
  /** All of it, by name: each file of the claim, each source folder, versions and settings. */
  readonly fingerprint: Fingerprint;
  /** Key of what makes the numbers of a training run. */
  readonly salt: string;
  /** What was hashed: when none of it has changed since, and a process was started since, that is what it has loaded. */
  readonly files: FileSignatures;
  /** State of each folder of code that the claim's arms run, by its absolute path. */
  readonly code: Readonly<Record<string, string>>;
  /** The parts of the fingerprint that are of data sets. */
  readonly data: Fingerprint;
}
