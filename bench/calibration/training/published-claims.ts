import { existsSync } from 'node:fs';
import { parseEvidence } from '#claim';
import { readJsonFile, storedDigest } from '#ledger';
import { evidencePath } from '#report';
import type { PublishedClaim } from './training-suite.ts';

/** What is published of claims in a folder, of those that are. */
export function publishedClaims(folder: string, ids: readonly string[]): PublishedClaim[] {
  const all = ids.flatMap((id) => {
    const path = evidencePath(folder, id);
    if (!existsSync(path)) return [];
    const json = readJsonFile(path) as { readonly run: { readonly wallSeconds: number } };
    const { perSeed, sharedRuns = id } = parseEvidence(json);
    const measures = perSeed.map(({ arms }) => arms);
    return [
      { id, digest: storedDigest(json) as string, seconds: json.run.wallSeconds, measures, sharedRuns },
    ];
  });
  // Whichever claim was judged first trained the runs that it shares.
  const secondsOf = (runs: string): number =>
    all.reduce((sum, { sharedRuns, seconds }) => sum + (sharedRuns === runs ? seconds : 0), 0);
  return all.map(({ sharedRuns, ...claim }) => ({ ...claim, seconds: secondsOf(sharedRuns) }));
}
