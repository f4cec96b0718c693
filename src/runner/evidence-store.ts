import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseEvidence, type Evidence } from '#claim';
import { messageOf, UserError, writeFileAtomic } from '#core';
import { readJsonFile, writeEvidence } from '#ledger';
import {
  badge,
  shieldsEndpoint,
  type BadgeOptions,
  type Environment,
  type RunBlock,
  type StoredEvidence,
  type UnitTime,
  badgePath,
  evidencePath,
  summaryPath,
} from '#report';
import { canarySchema } from './canary-schema.ts';
import { makeFolder } from './make-folder.ts';
import { damagedEvidence, storedProblems } from './stored-problems.ts';
import { machineSchema } from './units/machine.ts';

const environmentSchema: z.ZodType<Environment> = z.object({
  engine: z.string(),
  engineWhy: z.string(),
  packages: z.record(z.string(), z.string()),
  claimcheck: z.string(),
  node: z.string(),
  platform: z.string(),
  cpu: z.string(),
  cores: z.int(),
  threads: z.int(),
  git: z.object({ commit: z.string(), dirty: z.boolean() }).nullable(),
  lockfile: z.string().nullable(),
});

const unitTimeSchema: z.ZodType<UnitTime> = z.object({
  arm: z.string(),
  seeds: z.tuple([z.int(), z.int()]),
  seconds: z.number(),
  megabytes: z.number(),
});

const fileSchema = z.looseObject({
  run: z.object({
    environment: environmentSchema,
    wallSeconds: z.number(),
    finishedAt: z.string(),
    fingerprint: z.record(z.string(), z.string()),
    canary: z.array(canarySchema).optional(),
    units: z.array(unitTimeSchema).optional(),
    machines: z.array(machineSchema).optional(),
  }) satisfies z.ZodType<RunBlock>,
});

/**
 * Reads the evidence of a claim, and derives again what it says of its decision.
 * @throws UserError when there is none, or the file is damaged or was edited: naming field, stored and derived value
 */
export function readEvidence(out: string, id: string): StoredEvidence {
  const path = evidencePath(out, id);
  const json = readJsonFile(path);
  const evidence = parseEvidence(json);
  const file = fileSchema.safeParse(json);
  if (!file.success || evidence.id !== id) {
    throw new UserError(`evidence file ${path} is not the evidence of ${id}`, 'verify again, or delete it');
  }
  const stored = { evidence, run: file.data.run };
  const problems = storedProblems(json, stored);
  if (problems.length > 0) throw damagedEvidence(path, problems);
  return stored;
}

/**
 * The evidence that an earlier run left, if any. A damaged or edited file is set aside, so that nothing is lost, and told
 * in one line.
 */
export function salvageEvidence(
  out: string,
  id: string,
  tell: (line: string) => void,
): StoredEvidence | undefined {
  if (!existsSync(evidencePath(out, id))) return undefined;
  try {
    return readEvidence(out, id);
  } catch (error) {
    setAside(out, id, messageOf(error), tell);
    return undefined;
  }
}

/** Renames the evidence of a claim to `<name>.damaged`, or `.damaged-2`, ... where that is taken, and tells why. */
export function setAside(out: string, id: string, why: string, tell: (line: string) => void): void {
  const path = evidencePath(out, id);
  let kept = `${path}.damaged`;
  for (let count = 2; existsSync(kept); count++) kept = `${path}.damaged-${count}`;
  renameSync(path, kept);
  tell(`${why}; set aside as ${kept}`);
}

/** Writes the evidence of a claim and its badges. */
export function storeEvidence(out: string, { evidence, run }: StoredEvidence): void {
  // The evidence comes last: where it is, the badges are as well.
  storeBadges(out, evidence);
  writeEvidence(evidencePath(out, evidence.id), { ...evidence, run });
}

/** Writes the badges of a claim as its evidence says, whatever was there. */
export function storeBadges(out: string, evidence: Evidence, options?: BadgeOptions): void {
  const { id } = evidence;
  const badges = {
    svg: badge(evidence, options),
    json: `${JSON.stringify(shieldsEndpoint(evidence, options))}\n`,
  };
  for (const suffix of ['svg', 'json'] as const) {
    const path = badgePath(out, id, suffix);
    // Most of a suite's are as they were.
    if (!holds(path, badges[suffix])) writeFileAtomic(path, badges[suffix]);
  }
}

function holds(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}

/**
 * Finds out before any training whether what comes of it can be written.
 * @throws UserError when it cannot
 */
export function checkWritable(folders: readonly string[], hint: string): void {
  for (const folder of folders) {
    try {
      makeFolder(folder);
      const probe = join(folder, `.claimcheck-probe-${process.pid}`);
      writeFileSync(probe, '');
      rmSync(probe);
    } catch (error) {
      throw new UserError(`cannot write to ${folder}: ${messageOf(error)}`, hint);
    }
  }
}

/** The folders that the evidence of these claims goes to. */
export function outputFolders(out: string, ids: readonly string[]): string[] {
  const paths = ids.flatMap((id) => [evidencePath(out, id), badgePath(out, id, 'svg')]);
  return [...new Set([summaryPath(out), ...paths].map((path) => dirname(path)))];
}
