import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '#core';
import { readJsonFile } from '#ledger';
import type { PublishedRun, StoredEvidence } from '#report';

const runSchema = z.object({
  judged: z.string(),
  commit: z.string().nullable(),
  revision: z.int(),
  seedBase: z.int(),
  engine: z.string(),
  verdict: z.enum(['supported', 'refuted', 'inconclusive']),
  inconclusive: z.string().exactOptional(),
  successes: z.int(),
  seeds: z.int(),
}) satisfies z.ZodType<PublishedRun>;

const historySchema = z.object({
  schemaVersion: z.literal(1),
  claims: z.record(z.string(), z.array(runSchema)),
});

export type History = Readonly<Record<string, readonly PublishedRun[]>>;

export const historyPath = (folder: string): string => join(folder, 'history.json');

/** What was published of each claim in a folder, the oldest first; nothing where no history is, or it cannot be read. */
export function readHistory(folder: string): History {
  return historyIn(folder) ?? {};
}

function historyIn(folder: string): History | undefined {
  try {
    return historySchema.parse(readJsonFile(historyPath(folder))).claims;
  } catch {
    return undefined;
  }
}

/** Adds what is published now to what was published before. A history that cannot be read is set aside as `.damaged`. */
export function addToHistory(folder: string, published: readonly StoredEvidence[]): void {
  const known = historyIn(folder);
  const path = historyPath(folder);
  if (!known && existsSync(path)) renameSync(path, `${path}.damaged`);
  const claims: Record<string, readonly PublishedRun[]> = { ...known };
  for (const stored of published) {
    const run = runOf(stored);
    const before = claims[stored.evidence.id] ?? [];
    if (before.some(({ judged }) => judged === run.judged)) continue;
    claims[stored.evidence.id] = [...before, run];
  }
  const sorted = Object.fromEntries(Object.entries(claims).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileAtomic(path, `${JSON.stringify({ schemaVersion: 1, claims: sorted }, null, 1)}\n`);
}

function runOf({ evidence, run }: StoredEvidence): PublishedRun {
  const { revision, seedBase, verdict, inconclusive, successes, seeds } = evidence;
  const { git, engine } = run.environment;
  return {
    judged: run.finishedAt,
    commit: git?.commit ?? null,
    ...{ revision, seedBase, engine, verdict },
    ...(inconclusive !== undefined && { inconclusive }),
    ...{ successes, seeds },
  };
}
