import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, sha256, writeFileAtomic } from '#core';
import { digestOf } from '#ledger';
import type { StoredEvidence } from '#report';
import type { SuiteSources } from '#sources';

type Checks = Readonly<Record<string, string>>;

/**
 * Which evidence was found to follow from its claim, kept in the ledger's folder: to import a claim for it takes longer than
 * all else that is asked of evidence that still holds. It is for evidence whose sources are as they were.
 */
export class KeptChecks {
  readonly #path: string;
  readonly #code: string;
  readonly #checks: Record<string, string>;
  #changed = false;

  /** @param code hash of what checks evidence */
  constructor(ledger: string, code: string) {
    this.#path = join(ledger, 'checks.json');
    this.#code = code;
    this.#checks = { ...readChecks(this.#path) };
  }

  static async open(ledger: string, suite: SuiteSources): Promise<KeptChecks> {
    return new KeptChecks(ledger, await suite.codeHash());
  }

  has(stored: StoredEvidence): boolean {
    return this.#checks[stored.evidence.id] === this.#keyOf(stored);
  }

  add(stored: StoredEvidence): void {
    this.#checks[stored.evidence.id] = this.#keyOf(stored);
    this.#changed = true;
  }

  /** Writes what is new. What cannot be written is checked again. */
  save(): void {
    if (!this.#changed) return;
    const text = JSON.stringify(this.#checks);
    try {
      writeFileAtomic(this.#path, `${sha256(text)}\n${text}`);
    } catch {
      return;
    }
    this.#changed = false;
  }

  #keyOf({ evidence, run }: StoredEvidence): string {
    return hashOf([digestOf({ ...evidence, run }), this.#code]);
  }
}

function readChecks(path: string): Checks {
  try {
    const [digest, text = ''] = readFileSync(path, 'utf8').split('\n', 2);
    return digest === sha256(text) ? (JSON.parse(text) as Checks) : {};
  } catch {
    // Absent or cut off.
    return {};
  }
}
