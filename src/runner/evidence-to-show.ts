import { existsSync } from 'node:fs';
import type { StoredEvidence } from '#report';
import { checkWithClaims } from './check-with-claims.ts';
import { discoverClaims, keptSources, SuiteSources, type ClaimEntry } from '#sources';
import { evidencePath, readEvidence } from './evidence-store.ts';
import { KeptChecks } from './kept-checks.ts';
import { isStale } from './kept-evidence.ts';
import { damagedEvidence } from './stored-problems.ts';

interface ShowPlaces {
  /** Folder of claim files. */
  readonly claims: string;
  /** Folder that was verified into. */
  readonly out: string;
  readonly ledger: string;
}

/**
 * The evidence of a claim, derived again with the claim where its file is there and can be read; not where the ledger's
 * folder says that it was, and nothing has changed since.
 * @throws UserError when there is no evidence, or it does not follow: naming field, stored and derived value
 */
export async function evidenceToShow(places: ShowPlaces, id: string): Promise<StoredEvidence> {
  const { claims, out } = places;
  const stored = readEvidence(out, id);
  const entry = existsSync(claims) ? discoverClaims(claims).find((one) => one.id === id) : undefined;
  const problems = entry ? await problemsOf(places, entry, stored) : [];
  if (problems.length > 0) throw damagedEvidence(evidencePath(out, id), problems);
  return stored;
}

async function problemsOf({ claims, ledger }: ShowPlaces, entry: ClaimEntry, stored: StoredEvidence) {
  const { evidence, run } = stored;
  const { tier, seedFamily: family, seedBase } = evidence;
  const engine = run.fingerprint['engine'] ?? run.environment.engine;
  const suite = new SuiteSources(keptSources(ledger));
  const unchanged = !(await isStale(entry, stored, { claims, tier, family, seedBase, engine }, suite));
  if (unchanged && (await KeptChecks.open(ledger, suite)).has(stored)) return [];
  try {
    return (await checkWithClaims([{ entry, evidence, unchanged }]))[0]!;
  } catch {
    // A claim file that cannot be read now says nothing of evidence that was judged before.
    return [];
  }
}
