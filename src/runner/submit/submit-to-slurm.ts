import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError, writeFileAtomic } from '#core';
import { plural } from '#report';
import { slurmRound, type SlurmRound } from './slurm-round.ts';
import type { SlurmSubmission } from './slurm-scripts.ts';
import { countResults, readSlurmState, writeSlurmState, type SlurmState } from './slurm-state.ts';
import { cancelJobs, largestArray, runningJobs, submitScript } from './slurm-tools.ts';
import type { SubmittedUnit } from './submission.ts';

/** Rounds that leave nothing in the ledger, after which there is no further one. */
const patience = 3;

export interface SlurmPlaces {
  /** Folder of scripts, logs and what was submitted last, absolute. */
  readonly folder: string;
  readonly ledger: string;
}

/** The scripts that `submitToSlurm` would write and submit. */
export async function slurmScripts(
  submission: SlurmSubmission,
  { folder }: SlurmPlaces,
): Promise<SlurmRound> {
  const round = (readSlurmState(folder)?.round ?? 0) + 1;
  return slurmRound(submission, { folder, round, largest: await largestArray() });
}

/**
 * Hands units to Slurm: a job array whose tasks train one each, and a job that looks at the plan anew when all have ended.
 * @returns what was submitted, with the log of the job that waits
 * @throws UserError where Slurm takes nothing, where jobs of before still run, and after rounds that trained nothing
 */
export async function submitToSlurm(
  submission: SlurmSubmission,
  places: SlurmPlaces,
): Promise<SlurmState & { readonly log: string }> {
  const { folder, ledger } = places;
  const last = readSlurmState(folder);
  const results = countResults(ledger);
  const fruitless =
    last && last.judge === process.env.SLURM_JOB_ID ? fruitlessRounds(last, submission, results) : 0;
  if (last && fruitless >= patience) throw trainedNothing(last, submission.units);
  if (last && fruitless === 0) await refuseBesideOthers(last);
  const made = await slurmScripts(submission, places);
  writeRound(made, folder);
  const jobs = await submitRound(made);
  const state = { round: (last?.round ?? 0) + 1, ...jobs, units: { ...made.logs }, results, fruitless };
  writeSlurmState(folder, state);
  return { ...state, log: made.judge.log };
}

/** How many rounds up to the last one left nothing in the ledger. */
function fruitlessRounds(last: SlurmState, { units }: SlurmSubmission, results: number): number {
  const waiting = new Set(units.map(({ key }) => key));
  const trained = Object.keys(last.units).some((key) => !waiting.has(key));
  return trained || results > last.results ? 0 : last.fruitless + 1;
}

function trainedNothing({ units: logs }: SlurmState, units: readonly SubmittedUnit[]): UserError {
  const shown = units
    .slice(0, 5)
    .map(({ key, arm, claims }) => `${key} (${arm} of ${claims.join(', ')}), log ${logs[key] ?? 'none'}`);
  const more = units.length > shown.length ? [`and ${units.length - shown.length} more`] : [];
  return new UserError(
    `${patience} rounds of jobs trained nothing, and ${plural(units.length, 'unit')} are left: ${[...shown, ...more].join('; ')}`,
    'read the logs, mend what they tell, and submit again: what was trained is kept',
    1,
  );
}

/** @throws UserError while jobs that were submitted before, other than this one, wait or run */
async function refuseBesideOthers({ arrays, judge }: SlurmState): Promise<void> {
  const others = (await runningJobs([...arrays, judge])).filter((id) => id !== process.env.SLURM_JOB_ID);
  if (others.length === 0) return;
  throw new UserError(
    `jobs of an earlier submit are not over: ${others.join(', ')}`,
    `wait for them, or end them: scancel ${others.join(' ')}`,
  );
}

function writeRound({ arrays, judge }: SlurmRound, folder: string): void {
  for (const { path, script, keysPath, keys } of arrays) {
    writeFileAtomic(keysPath, `${keys.join('\n')}\n`);
    writeFileAtomic(path, script);
  }
  writeFileAtomic(judge.path, judge.script);
  // A task whose log cannot be opened is not started.
  mkdirSync(join(folder, 'logs'), { recursive: true });
}

/** Submits all of a round or nothing. */
async function submitRound({ arrays, judge }: SlurmRound): Promise<Pick<SlurmState, 'arrays' | 'judge'>> {
  const ids: string[] = [];
  try {
    for (const { path } of arrays) ids.push(await submitScript(path));
    return { arrays: ids, judge: await submitScript(judge.path, ids) };
  } catch (error) {
    if (ids.length > 0) await cancelJobs(ids);
    throw error;
  }
}
