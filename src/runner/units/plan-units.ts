import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { SeedFamily, Tier } from '#core';
import { evidencePath, publishedFolder } from '#report';
import { keptSources, selectClaims, SuiteSources, surveyClaims } from '#sources';
import { whyChanged } from '../claim-fingerprint.ts';
import { readEvidence } from '../evidence-store.ts';
import { judgeableClaims, type JudgeableClaim } from '../judgeable-claims.ts';
import type { JudgeSettings, JudgeTask } from '../protocol.ts';
import { withReader, type ClaimError, type ClaimReader } from '../read-claims.ts';
import type { ClaimUnit } from './claim-units.ts';
import type { Unit } from './unit.ts';
import { UnitTimes } from './unit-times.ts';

export interface UnitOptions {
  /** Folder of claim files. */
  readonly claims: string;
  /** Ids, papers or patterns; all claims when empty. */
  readonly filters: readonly string[];
  readonly tier: Tier;
  readonly family?: SeedFamily;
  readonly seedBase: number;
  /** `auto` or an engine's name. */
  readonly engine: string;
  readonly ledger: string;
  /** Folder of evidence: a claim whose evidence there still holds needs nothing. */
  readonly out: string;
  /** Folder of published evidence, for the times in it; default `reports` beside the claims. */
  readonly reports?: string | undefined;
  /** Ends the planning. */
  readonly stop?: AbortSignal | undefined;
}

export interface UnitPlan {
  readonly tier: Tier;
  readonly seedBase: number;
  /** An engine's own name. */
  readonly engine: string;
  readonly units: readonly Unit[];
  /** By key the judging of one of the claims that need a unit. */
  readonly tasks: ReadonlyMap<string, JudgeTask>;
  /** Ids of claims whose evidence still holds. */
  readonly judged: readonly string[];
  readonly refused: readonly ClaimError[];
  /** Ids of chosen claims that have no such tier. */
  readonly without: readonly string[];
}

/**
 * What has to be trained for the chosen claims, as far as that is known: units of the first look, and of a later one where what is
 * kept of the looks before it does not decide. Writes nothing but what is kept of claim files.
 * @throws UserError when something is asked that cannot be done
 */
export async function planUnits(options: UnitOptions): Promise<UnitPlan> {
  const { tier, family = 'judge', seedBase, reports, stop } = options;
  const out = family === 'dev' ? join(options.out, 'dev') : options.out;
  const root = resolve(options.claims);
  const chosen = selectClaims(surveyClaims(root), options.filters);
  const { resolveEngine } = await import('#engine');
  const { engine } = await resolveEngine(options.engine);
  const ledger = resolve(options.ledger);
  const settings = { tier, family, seedBase, engine, threads: 1, ledger, fresh: false };
  return withReader(async (reader) => {
    const suite = new SuiteSources(keptSources(ledger));
    const read = await judgeableClaims(chosen, { root, reports, settings, stop }, { reader, suite });
    const { refused, without } = read;
    const judged = read.claims.filter((claim) => holds(claim, out));
    const open = read.claims.filter((claim) => !judged.includes(claim));
    const tasks = open.map(({ entry, keys, runsFile }): JudgeTask => ({ entry, keys, runsFile }));
    const found = await unitsOfClaims(open, tasks, { settings, reader });
    const published = publishedFolder(reports ?? join(dirname(root), 'reports'), tier);
    const times = new UnitTimes([published, out], tier);
    const units = found.map((one) => ('units' in one ? one.units : []));
    return {
      ...{ tier, seedBase, engine, without },
      judged: judged.map(({ entry }) => entry.id),
      units: expected(merged(units.flat()), times),
      tasks: new Map(units.flatMap((own, index) => own.map(({ key }) => [key, tasks[index]!]))),
      refused: [...refused, ...found.flatMap((one) => ('error' in one ? [one.error] : []))],
    };
  }, stop);
}

/** Whether a folder has evidence of a claim that it need not be judged again for. */
function holds({ entry, keys }: JudgeableClaim, out: string): boolean {
  if (!existsSync(evidencePath(out, entry.id))) return false;
  try {
    const { run } = readEvidence(out, entry.id);
    return whyChanged(run.fingerprint, keys.fingerprint).length === 0;
  } catch {
    // Damaged: verify sets it aside.
    return false;
  }
}

type Found = { readonly units: readonly Unit[] } | { readonly error: ClaimError };

async function unitsOfClaims(
  claims: readonly JudgeableClaim[],
  tasks: readonly JudgeTask[],
  { settings, reader }: { readonly settings: JudgeSettings; readonly reader: ClaimReader },
): Promise<Found[]> {
  const answers = await reader.each(tasks.map((task) => ({ type: 'units' as const, task, settings })));
  return answers.map((answer, index) => {
    const { entry, facts } = claims[index]!;
    if (answer.type !== 'answered') {
      return { error: { id: entry.id, message: answer.message, hint: answer.hint } };
    }
    const whose = { claims: [entry.id], runs: facts.sharedRuns ?? null };
    return { units: answer.value.map((unit) => unitOf(unit, whose)) };
  });
}

function unitOf(
  { key, arm, from, to, look, kept: done, record }: ClaimUnit,
  { claims, runs }: Pick<Unit, 'claims' | 'runs'>,
): Unit {
  const { seconds = null, megabytes = null } = record ?? {};
  return { key, claims, runs, arm, seeds: [from, to], look, seconds, megabytes, done };
}

/** With what is expected of those that nothing is kept of: as other seeds of the arm took here, else as evidence says. */
function expected(units: readonly Unit[], times: UnitTimes): Unit[] {
  return units.map((unit) => {
    if (unit.done || unit.seconds !== null) return unit;
    const [from, to] = unit.seeds;
    const isSame = (one: Unit): boolean =>
      one.arm === unit.arm && unit.claims.some((id) => one.claims.includes(id));
    const before = units.findLast((one) => one.seconds !== null && isSame(one));
    if (!before) return { ...unit, ...times.of(unit) };
    const each = before.seconds! / (before.seeds[1] - before.seeds[0]);
    return { ...unit, seconds: Number((each * (to - from)).toPrecision(3)), megabytes: before.megabytes };
  });
}

/** What several claims need stands once. */
function merged(units: readonly Unit[]): Unit[] {
  const byKey = new Map<string, Unit>();
  for (const unit of units) {
    const known = byKey.get(unit.key);
    byKey.set(unit.key, known ? { ...known, claims: [...known.claims, ...unit.claims].sort() } : unit);
  }
  return [...byKey.values()];
}
