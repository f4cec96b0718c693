import { readFileSync } from 'node:fs';
import type { ClaimFacts } from '#claim';
import { ownVersion, sha256, writeFileAtomic } from '#core';
import { signatureOf, type FileSignatures } from './file-signatures.ts';

interface Kept {
  readonly version: string;
  /** Path and signature of every file that something was read from. */
  readonly files: readonly (readonly [string, string])[];
  /** By path of the claim's file: what it says of itself, and which of the files that depends on. */
  readonly claims: Readonly<Record<string, { readonly facts: ClaimFacts; readonly from: readonly number[] }>>;
}

/**
 * What claims say of themselves, kept in a file: to import all claims of a suite takes seconds. It holds for a claim as long
 * as no file was touched that the claim imports, or that reads claims.
 */
export class KeptReadings {
  readonly #path: string;
  readonly #known = new Map<string, { readonly facts: ClaimFacts; readonly files: () => FileSignatures }>();
  #changed = false;

  constructor(path: string) {
    this.#path = path;
    const { files, claims } = readKept(path);
    const same = files.map(([file, signature]) => signatureOf(file) === signature);
    for (const [claim, { facts, from }] of Object.entries(claims)) {
      if (!from.every((index) => same[index])) continue;
      this.#known.set(claim, {
        facts,
        files: () => Object.fromEntries(from.map((index) => files[index]!)),
      });
    }
  }

  /** What was read of the claim in a file. */
  of(claim: string): ClaimFacts | undefined {
    return this.#known.get(claim)?.facts;
  }

  /** @param files as they were before the claim was read, so that an edit since shows */
  keep(claim: string, facts: ClaimFacts, files: FileSignatures): void {
    this.#known.set(claim, { facts, files: () => files });
    this.#changed = true;
  }

  /** Writes what is new. What cannot be written is read again. */
  save(): void {
    if (!this.#changed) return;
    const places = new Map<string, number>();
    const placeOf = (file: readonly [string, string]): number => {
      const key = file.join('\0');
      if (!places.has(key)) places.set(key, places.size);
      return places.get(key)!;
    };
    const claims = Object.fromEntries(
      [...this.#known].map(([claim, { facts, files }]) => [
        claim,
        { facts, from: Object.entries(files()).map(placeOf) },
      ]),
    );
    const files = [...places.keys()].map((key) => key.split('\0') as [string, string]);
    const text = JSON.stringify({ version: ownVersion(), files, claims } satisfies Kept);
    try {
      writeFileAtomic(this.#path, `${sha256(text)}\n${text}`);
    } catch {
      return;
    }
    this.#changed = false;
  }
}

function readKept(path: string): Kept {
  try {
    const [digest, text = ''] = readFileSync(path, 'utf8').split('\n', 2);
    const kept = JSON.parse(text) as Kept;
    if (digest === sha256(text) && kept.version === ownVersion()) return kept;
  } catch {
    // Absent, cut off or somebody else's.
  }
  return { version: ownVersion(), files: [], claims: {} };
}
