import { existsSync } from 'node:fs';
import type { StoredEvidence } from '#report';
import { checkWithClaims } from './check-with-claims.ts';
import { discoverClaims, type ClaimEntry } from '#sources';
import { evidencePath, readEvidence } from './evidence-store.ts';
import { isStale } from './kept-evidence.ts';
import { damagedEvidence } from './stored-problems.ts';

/**
 * The evidence of a claim, derived again with the claim where its file is there and can be read.
 * @throws UserError when there is no evidence, or it does not follow: naming field, stored and derived value
 */
export async function evidenceToShow(claims: string, out: string, id: string): Promise<StoredEvidence> {
  const stored = readEvidence(out, id);
  const entry = existsSync(claims) ? discoverClaims(claims).find((one) => one.id === id) : undefined;
  const problems = entry ? await problemsOf(claims, entry, stored) : [];
  if (problems.length > 0) throw damagedEvidence(evidencePath(out, id), problems);
  return stored;
}

async function problemsOf(claims: string, entry: ClaimEntry, stored: StoredEvidence) {
  const { evidence, run } = stored;
  const { tier, seedFamily: family, seedBase } = evidence;
  const engine = run.fingerprint['engine'] ?? run.environment.engine;
  const unchanged = !(await isStale(entry, stored, { claims, tier, family, seedBase, engine }));
  try {
    return (await checkWithClaims([{ entry, evidence, unchanged }]))[0]!;
  } catch {
    // A claim file that cannot be read now says nothing of evidence that was judged before.
    return [];
  }
}
