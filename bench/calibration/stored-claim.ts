import { existsSync } from 'node:fs';
import { type EmpiricalClaim, type Evidence, looks, parseEvidence } from '#claim';
import { readJsonFile, storedDigest } from '#ledger';
import { evidencePath } from '#report';
// What an index would export more changes the sources of every claim, and with them its evidence.
import type { SeedMeasures } from '../../src/claim/panels.ts';

/** What is stored of a claim at one seed base. */
export interface StoredBase {
  readonly seedBase: number;
  readonly digest: string;
  /** The measures of every arm, seed by seed. */
  readonly rows: readonly SeedMeasures[];
}

/** A claim with what is stored of it, the published base first. */
export interface StoredClaim {
  readonly claim: EmpiricalClaim;
  readonly bases: readonly StoredBase[];
}

/**
 * Reads the evidence of a claim in several folders, the first of each seed base; what is of another revision, tier or seed
 * family is left out.
 */
export function storedClaim(claim: EmpiricalClaim, folders: readonly string[]): StoredClaim {
  const bases = new Map<number, StoredBase>();
  for (const folder of folders) {
    const path = evidencePath(folder, claim.id);
    if (!existsSync(path)) continue;
    const json = readJsonFile(path);
    const evidence = parseEvidence(json);
    const { seedBase, perSeed } = evidence;
    if (!isOf(claim, evidence) || bases.has(seedBase)) continue;
    const digest = storedDigest(json) as string;
    bases.set(seedBase, { seedBase, digest, rows: perSeed.map(({ arms }) => arms) });
  }
  return { claim, bases: [...bases.values()] };
}

function isOf({ id, revision }: EmpiricalClaim, evidence: Evidence): boolean {
  const { tier, seedFamily, kind } = evidence;
  const same = evidence.id === id && evidence.revision === revision;
  return same && kind === 'empirical' && tier === 'smoke' && seedFamily === 'judge';
}

/** The seeds of all bases one after the other, as many as the tier may use. */
export function pooledRows({ claim, bases }: StoredClaim): readonly SeedMeasures[] {
  return bases.flatMap(({ rows }) => rows).slice(0, claim.tiers.smoke.seeds ?? looks.at(-1));
}
