import { resolve } from 'node:path';
import { messageOf } from '#core';
import type { Environment, StoredEvidence, VerdictRow } from '#report';
import type { ClaimEntry } from '#sources';
import { storeBadges } from './evidence-store.ts';
import { keptEvidence } from './kept-evidence.ts';
import type { Plan } from './plan-claims.ts';
import type { JudgeSettings } from './protocol.ts';
import type { ClaimError } from './read-claims.ts';
import { buildSummary, type Summary, type SummaryParts } from './summary.ts';
import { writeSummary } from './write-summary.ts';

/** How a verification ended. */
export interface VerifyResult {
  /** The chosen claims, sorted by id. */
  readonly rows: readonly VerdictRow[];
  /** Of the folder: the chosen claims, and what it holds of others. */
  readonly summary: Summary;
  /** The same of the chosen claims alone. */
  readonly own: Summary;
  readonly refused: readonly ClaimError[];
  readonly failed: readonly ClaimError[];
  /** Ids of claims that were to be judged and were not, because the run was stopped. */
  readonly unfinished: readonly string[];
  /** Ids of chosen claims that have no such tier. */
  readonly without: readonly string[];
  /** Absent where the run was stopped before it was known what is to be judged: `unfinished` are then all that were chosen. */
  readonly plan?: Plan;
  /** Where the evidence is. */
  readonly out: string;
}

/** A run whose claims are judged. */
export interface JudgedRun {
  /** All claims that there are, with those that were not chosen. */
  readonly all: readonly ClaimEntry[];
  /** Folder of claim files. */
  readonly claims: string;
  readonly out: string;
  readonly plan: Plan;
  readonly settings: JudgeSettings;
  readonly environment: Environment;
  readonly judged: readonly StoredEvidence[];
  readonly failed: readonly ClaimError[];
  readonly tell: (note: string) => void;
}

/** Writes badges and the summary of a run that is over, and returns what came of it. */
export async function verifyResult(run: JudgedRun): Promise<VerifyResult> {
  const { plan, settings, environment, out, judged, failed } = run;
  const current = [...plan.reuse, ...judged];
  const kept = await keptBeside(current, run);
  // What stands beside evidence is of that evidence, whatever was done to it.
  for (const { evidence } of [...plan.reuse, ...kept]) storeBadges(out, evidence);
  const parts: SummaryParts = {
    ...settings,
    environment,
    claims: current.map((stored) => ({ ...stored, stale: false })),
    errors: [...plan.refused, ...failed].map(({ id, message }) => ({ id, message })),
  };
  const settled = new Set([...current.map(({ evidence }) => evidence.id), ...failed.map(({ id }) => id)]);
  return {
    rows: rowsOf(plan, judged, failed),
    summary: writeSummary(out, { ...parts, claims: [...parts.claims, ...kept] }),
    own: buildSummary(parts),
    out,
    plan,
    refused: plan.refused,
    failed,
    unfinished: plan.run.map(({ entry }) => entry.id).filter((id) => !settled.has(id)),
    without: plan.without,
  };
}

/** Of a run that was stopped before its plan was made: nothing is written. */
export function unplannedResult(
  chosen: readonly ClaimEntry[],
  { settings, environment, out }: Pick<JudgedRun, 'settings' | 'environment' | 'out'>,
): VerifyResult {
  const own = buildSummary({ ...settings, environment, claims: [], errors: [] });
  const nothing = { rows: [], refused: [], failed: [], without: [] };
  return { ...nothing, summary: own, own, unfinished: chosen.map(({ id }) => id), out };
}

/** What the folder holds of other claims. */
function keptBeside(current: readonly StoredEvidence[], { all, claims, out, settings, tell }: JudgedRun) {
  const ids = new Set(current.map(({ evidence }) => evidence.id));
  const others = all.filter(({ id, problem }) => !ids.has(id) && !problem);
  const onDamaged = (error: unknown): void => tell(`${messageOf(error)}; not in the summary`);
  return keptEvidence(others, { ...settings, claims: resolve(claims), out, onDamaged });
}

function rowsOf(plan: Plan, judged: readonly StoredEvidence[], failed: readonly ClaimError[]): VerdictRow[] {
  const row = ({ evidence, run }: StoredEvidence, reused: boolean): VerdictRow => ({
    evidence,
    wallSeconds: run.wallSeconds,
    engine: run.environment.engine,
    reused,
  });
  const idOf = (one: VerdictRow): string => ('error' in one ? one.id : one.evidence.id);
  return [
    ...plan.reuse.map((stored) => row(stored, true)),
    ...judged.map((stored) => row(stored, false)),
    ...[...plan.refused, ...failed].map(({ id, message }) => ({ id, error: message })),
  ].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}
