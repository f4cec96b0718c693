import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { evidencePath } from '#report';
import { discoverClaims, SuiteSources, type ClaimEntry } from '#sources';
import { publishedSettings, type PublishedSettings } from './draw-published.ts';
import { readEvidence } from './evidence-store.ts';
import { isStale, type KeptEvidence } from './kept-evidence.ts';

/** What a folder that was verified into holds of the claims that there are. */
export interface VerifiedEvidence {
  readonly entries: readonly ClaimEntry[];
  /** Those of them that there is evidence of. */
  readonly found: readonly ClaimEntry[];
  readonly settings: PublishedSettings & { readonly claims: string };
  /** The evidence of `found`. */
  readonly kept: readonly KeptEvidence[];
}

/**
 * Reads what is to be published.
 * @throws UserError when there is none, it is of development seeds or not all of one kind, or a file is damaged
 */
export async function verifiedEvidence(claims: string, out: string): Promise<VerifiedEvidence> {
  const entries = discoverClaims(claims);
  const found = entries.filter(({ id }) => existsSync(evidencePath(out, id)));
  const stored = found.map(({ id }) => readEvidence(out, id));
  const settings = { ...publishedSettings(out, stored), claims: resolve(claims) };
  const suite = new SuiteSources();
  const kept: KeptEvidence[] = [];
  for (const [index, entry] of found.entries()) {
    kept.push({ ...stored[index]!, stale: await isStale(entry, stored[index]!, settings, suite) });
  }
  return { entries, found, settings, kept };
}
