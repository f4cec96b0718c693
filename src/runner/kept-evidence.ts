import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SeedFamily, Tier } from '#core';
import { evidencePath, type StoredEvidence } from '#report';
import { claimKeys, whyChanged } from './claim-fingerprint.ts';
import { type ClaimEntry, SuiteSources } from '#sources';
import { codeFolders } from './code-states.ts';
import { knownDataParts } from './data-states.ts';
import { readEvidence } from './evidence-store.ts';

export interface KeptOptions {
  readonly claims: string;
  readonly out: string;
  readonly tier: Tier;
  readonly family: SeedFamily;
  readonly seedBase: number;
  readonly engine: string;
  /** Told of evidence that is damaged or was edited, and so not kept; without it the error is thrown. */
  readonly onDamaged?: (error: unknown) => void;
}

export interface KeptEvidence extends StoredEvidence {
  /** Its sources have changed since. */
  readonly stale: boolean;
}

/**
 * Evidence of claims that a run did not judge, as far as it is of the same tier, seeds and engine: a summary of a
 * folder must not forget what a filter left out.
 */
export async function keptEvidence(
  entries: readonly ClaimEntry[],
  options: KeptOptions,
): Promise<KeptEvidence[]> {
  const kept = [];
  const suite = new SuiteSources();
  for (const entry of entries) {
    const stored = readable(options, entry.id);
    if (!stored || !isOfRun(stored, options)) continue;
    kept.push({ ...stored, stale: await isStale(entry, stored, options, suite) });
  }
  return kept;
}

function readable({ out, onDamaged }: KeptOptions, id: string): StoredEvidence | undefined {
  if (!existsSync(evidencePath(out, id))) return undefined;
  try {
    return readEvidence(out, id);
  } catch (error) {
    // A damaged file of a claim that was not asked for: it is set aside when its claim is.
    if (!onDamaged) throw error;
    onDamaged(error);
    return undefined;
  }
}

function isOfRun({ evidence, run }: StoredEvidence, options: KeptOptions): boolean {
  const { tier, family, seedBase, engine } = options;
  const sameSeeds = evidence.seedFamily === family && evidence.seedBase === seedBase;
  return evidence.tier === tier && sameSeeds && run.environment.engine === engine;
}

/** Whether the sources of evidence have changed since it was judged, or cannot be read any more. */
export async function isStale(
  entry: ClaimEntry,
  stored: StoredEvidence,
  options: Omit<KeptOptions, 'out' | 'onDamaged'>,
  suite = new SuiteSources(),
): Promise<boolean> {
  try {
    const root = resolve(options.claims);
    const code = codeFolders(stored.run.fingerprint, root);
    const data = knownDataParts(stored.run.fingerprint);
    const { fingerprint } = await claimKeys({ ...entry, code, data }, root, options, suite);
    return whyChanged(stored.run.fingerprint, fingerprint).length > 0;
  } catch {
    return true;
  }
}
