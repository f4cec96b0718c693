import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Evidence } from '#claim';
import { messageOf, tiers } from '#core';
import { publishedFolder, type CollectedEvidence, type StoredEvidence } from '#report';
import { discoverClaims, SuiteSources } from '#sources';
import { evidenceIds } from './evidence-ids.ts';
import { readEvidence } from './evidence-store.ts';
import { isStale } from './kept-evidence.ts';
import { readHistory } from './publish-history.ts';
import { replicationFolders } from './replications.ts';

/**
 * All evidence of a folder that was verified into or published to, by claim and tier. A file that is damaged, or says what does
 * not follow, is told and hides nothing else; a claim without any evidence is in it once.
 * @param claims folder of claim files, for what has become stale and what was never judged; it need not be there
 */
export async function collectEvidence(from: string, claims: string): Promise<readonly CollectedEvidence[]> {
  const entries = existsSync(claims) ? discoverClaims(claims) : [];
  const suite = new SuiteSources();
  const collected: CollectedEvidence[] = [];
  for (const folder of new Set([from, ...tiers.map((tier) => publishedFolder(from, tier))])) {
    const history = readHistory(folder);
    for (const id of evidenceIds(folder)) {
      const known = history[id] && { history: history[id] };
      const tier = tiers.find((one) => publishedFolder(from, one) === folder) ?? 'standard';
      const read = readable(folder, id);
      if ('problem' in read) {
        collected.push({ id, tier, ...read, ...known });
        continue;
      }
      const { evidence, run } = read.stored;
      const entry = entries.find((one) => one.id === id);
      const { seedFamily: family, seedBase } = evidence;
      const settings = { claims: resolve(claims), tier: evidence.tier, family, seedBase };
      const engine = run.environment.engine;
      const stale =
        entry !== undefined && (await isStale(entry, read.stored, { ...settings, engine }, suite));
      const own = { ...read, ...known, ...(stale && { stale }), ...replicationsIn(from, evidence) };
      collected.push({ id, tier: evidence.tier, ...own });
    }
  }
  const judged = new Set(collected.map(({ id }) => id));
  const missing = entries.filter(({ id }) => !judged.has(id));
  const problem = 'it was not judged';
  return [...collected, ...missing.map(({ id }) => ({ id, tier: 'standard' as const, problem }))];
}

/** What is published beside evidence, of the same revision. */
function replicationsIn(
  from: string,
  { id, tier, revision }: Evidence,
): Pick<CollectedEvidence, 'replications' | 'unreadReplications'> {
  const all = [...replicationFolders(from, id, tier)].map(
    ([name, folder]) => [name, readable(folder, id)] as const,
  );
  const replications = all.flatMap(([name, read]) =>
    'stored' in read && read.stored.evidence.revision === revision ? [{ from: name, ...read.stored }] : [],
  );
  const unread = all.flatMap(([name, read]) =>
    'problem' in read ? [`replication ${name}: ${read.problem}`] : [],
  );
  return {
    ...(replications.length > 0 && { replications }),
    ...(unread.length > 0 && { unreadReplications: unread }),
  };
}

function readable(
  folder: string,
  id: string,
): { readonly stored: StoredEvidence } | { readonly problem: string } {
  try {
    return { stored: readEvidence(folder, id) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}
