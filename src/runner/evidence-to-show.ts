import { existsSync } from 'node:fs';
import type { EvidenceProblem } from '#claim';
import type { Tier } from '#core';
import { evidencePath, type StoredEvidence } from '#report';
import { discoverClaims, keptSources, SuiteSources } from '#sources';
import { checkWithClaims } from './check-with-claims.ts';
import type { EvidenceCheck } from './evidence-check.ts';
import { readEvidence } from './evidence-store.ts';
import { KeptChecks } from './kept-checks.ts';
import { isStale } from './kept-evidence.ts';
import { readPublished } from './published-evidence.ts';
import { damagedEvidence } from './stored-problems.ts';

interface ShowPlaces {
  /** Folder of claim files. */
  readonly claims: string;
  /** Folder that was verified into, or published to. */
  readonly out: string;
  /** The tier that is published there, where it is. */
  readonly published?: Tier | undefined;
  readonly ledger: string;
}

interface ShownEvidence {
  readonly stored: StoredEvidence;
  /** Its sources have changed since it was judged. */
  readonly stale: boolean;
}

/**
 * The evidence of a claim, derived again with the claim where its file is there and can be read; not where the ledger's
 * folder says that it was, and nothing has changed since.
 * @throws UserError when there is no evidence, it does not follow (naming field, stored and derived value), or it is not what may
 *   be published there
 */
export async function evidenceToShow(places: ShowPlaces, id: string): Promise<ShownEvidence> {
  const { claims, out, published, ledger } = places;
  const stored = published ? readPublished(out, published, id) : readEvidence(out, id);
  const { evidence, run } = stored;
  const entry = existsSync(claims) ? discoverClaims(claims).find((one) => one.id === id) : undefined;
  if (!entry) return { stored, stale: false };
  const { tier, seedFamily: family, seedBase } = evidence;
  const engine = run.fingerprint['engine'] ?? run.environment.engine;
  const suite = new SuiteSources(keptSources(ledger));
  const stale = await isStale(entry, stored, { claims, tier, family, seedBase, engine }, suite);
  const known = !stale && (await KeptChecks.open(ledger, suite)).has(stored);
  const problems = known ? [] : await problemsOf({ entry, evidence, unchanged: !stale });
  if (problems.length > 0) throw damagedEvidence(evidencePath(out, id), problems);
  return { stored, stale };
}

async function problemsOf(check: EvidenceCheck): Promise<EvidenceProblem[]> {
  try {
    return (await checkWithClaims([check]))[0]!;
  } catch {
    // A claim file that cannot be read now says nothing of evidence that was judged before.
    return [];
  }
}
