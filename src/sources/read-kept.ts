import { join } from 'node:path';
import type { ClaimFacts } from '#claim';
import type { ClaimEntry } from './discover-claims.ts';
import type { FileSignatures } from './file-signatures.ts';
import { KeptReadings } from './kept-readings.ts';
import { SuiteSources } from './used-sources.ts';

/** Where it is kept what the files of a suite import. */
export function keptSources(ledger: string): string {
  return join(ledger, 'sources.json');
}

/**
 * What claims say of themselves: as it was kept in the ledger's folder, and of the others as `read` reads them.
 * @param read reads claims by importing them, in their order
 */
export async function readKept<Read extends { readonly facts: ClaimFacts } | { readonly error: unknown }>(
  entries: readonly ClaimEntry[],
  {
    ledger,
    read,
    suite = new SuiteSources(keptSources(ledger)),
  }: {
    readonly ledger: string;
    readonly read: (entries: readonly ClaimEntry[]) => Promise<readonly Read[]>;
    readonly suite?: SuiteSources;
  },
): Promise<(Read | { readonly entry: ClaimEntry; readonly facts: ClaimFacts })[]> {
  const kept = new KeptReadings(join(ledger, 'readings.json'));
  const unknown = entries.filter(({ file, problem }) => problem !== undefined || kept.of(file) === undefined);
  const before: (FileSignatures | undefined)[] = [];
  for (const { file } of unknown) before.push(await suite.readFrom(file));
  const fresh = new Map<string, Read>();
  const answers = unknown.length > 0 ? await read(unknown) : [];
  for (const [index, { file }] of unknown.entries()) {
    const answer = answers[index]!;
    fresh.set(file, answer);
    // Where the programs of arms lie may depend on more than files: on the environment.
    const keeps = 'facts' in answer && answer.facts.code === undefined;
    if (keeps && before[index]) kept.keep(file, answer.facts, before[index]);
  }
  if (unknown.length > 0) {
    suite.save();
    kept.save();
  }
  return entries.map((entry) => fresh.get(entry.file) ?? { entry, facts: kept.of(entry.file)! });
}
